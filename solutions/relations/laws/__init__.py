"""Laws of finite sets and densities: Gibbs' inequality, optima and gradients."""
