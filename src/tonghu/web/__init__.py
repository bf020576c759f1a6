"""台: what people see and call: the command line now, screens and API by seat later."""
