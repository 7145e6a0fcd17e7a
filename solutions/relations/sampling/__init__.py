"""A look from outside at what was proved: values and slopes at admissible points."""
