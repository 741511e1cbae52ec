"""The screens: they show frozen snapshots and take input, and compute nothing about training.

May import the core and the use cases, but not storage, audio or platform. Each of its packages may
import those before it: keys, figures and widgets, dialogs, forms, history and live, home, plain
and progress, plan.
"""
