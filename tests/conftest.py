"""What every test shares: how hard Hypothesis tries."""

from hypothesis import settings

# No deadline: a busy machine must not fail a test. `make soak` asks for the second profile.
settings.register_profile("quick", deadline=None, print_blob=True)
settings.register_profile("soak", settings.get_profile("quick"), max_examples=5_000)
settings.load_profile("quick")
