"""Werk op datum: name → (callable, every so many seconds); portal/jobs runs them."""

DUE: dict[str, tuple[str, int]] = {
    "consent.take_down": ("consent.actions.take_down.follow_everybody", 60 * 60),
    "audit.forget_looks": ("portal.audit.actions.forget_looks", 24 * 60 * 60),
    "jobs.keep_statistics": ("portal.jobs.statistics.keep_statistics", 24 * 60 * 60),
    "outbox.send": ("portal.outbox.actions.send_due", 20),
    "once.forget_old": ("portal.once.actions.forget_old", 24 * 60 * 60),
    "files.sweep_orphans": ("portal.files.actions.sweep_orphans", 24 * 60 * 60),
    "requests.collectors": ("requests_app.actions.collect.remind_collectors", 60 * 60),
    "register.tell": ("portal.register.actions.documents.tell_of_documents", 60),
    "roof.follow_decisions": ("portal.roof.stopping.follow_decisions", 20),
    "roof.forget_accounts": ("portal.roof.leaving.forget_accounts", 24 * 60 * 60),
    "register.remind_reviews": ("portal.register.actions.hiding.remind", 24 * 60 * 60),
    "register.reports": ("portal.register.actions.report_keeping.look_after_reports", 86400),
    "roof.tell_ahead": ("portal.roof.sixteen.tell_ahead", 24 * 60 * 60),
    "roof.forget_consent": ("portal.roof.keeping.forget_consent", 24 * 60 * 60),
    "roof.remind": ("portal.roof.reminding.remind_due", 60),
    "signin.letters": ("portal.signin.actions.letters.make_due", 20),
    "signin.forget_attempts": ("portal.signin.actions.forget_attempts", 60 * 60),
    "register.tell_intended": ("portal.register.actions.telling.tell_due", 60),
    "signin.forget_sessions": ("portal.signin.actions.sessions.forget_old", 24 * 60 * 60),
    "signin.resets": ("portal.signin.actions.reset.act_due", 60),
}
