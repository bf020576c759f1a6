"""医疗康复: insurance, medical rescue, screening, rehabilitation."""
