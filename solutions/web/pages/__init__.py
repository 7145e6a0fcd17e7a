"""What blocks put on a page: steps, boxes, checks, fields, figures, code."""
