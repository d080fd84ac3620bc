"""The figures that pages show: one module a page, of one hand (`style`)."""
