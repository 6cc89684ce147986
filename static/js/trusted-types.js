// htmx may put the server's HTML into the page and nothing else: no string is ever run as script.
const refuse = () => { throw new Error("Scripts in attributes are off on this site.") };
const policy = window.trustedTypes?.createPolicy("htmx", { createHTML: (html) => html })
  ?? { createHTML: (html) => html };
window.htmx?.registerExtension("trusted-types", { init: (api) => api.initSecurity(policy, refuse, refuse) });
