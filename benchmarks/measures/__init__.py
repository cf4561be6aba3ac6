"""The measurements. Each module has `measure(system, pace)`, which returns its figures as JSON."""
