"""What is measured: each module has `measure(system, pace)`, which gives its figures as JSON has them."""
