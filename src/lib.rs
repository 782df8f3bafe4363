//! The widget: Yew components over `tokenfare-core`.
