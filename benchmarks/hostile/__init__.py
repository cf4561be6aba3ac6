"""Do players notice hostile clients?"""
