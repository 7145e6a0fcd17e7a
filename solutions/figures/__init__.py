"""The figures of the parts: drawn from their boxed results, and moved by sliders in the browser."""
