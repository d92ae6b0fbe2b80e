// Before anything else of the page: what the policy forbids is remembered.
const FORBIDDEN = [];
document.addEventListener('securitypolicyviolation', e => FORBIDDEN.push(e.violatedDirective + ' ' + e.blockedURI));
