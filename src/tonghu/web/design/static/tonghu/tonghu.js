/* What makes the pages of Tonghu smoother. Every page works without it. ES2017, no library but htmx (optional). */
(function () {
  'use strict';
  const root = document.documentElement;
  const body = document.body;
  const ERRORS = ':not([data-still]) > .errors';
  root.classList.add('js');
  const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
  const token = () => { const field = document.querySelector('input[name=csrfmiddlewaretoken]'); return field ? field.value : ''; };
  const send = (url, data) => fetch(url, {
    method: 'POST', credentials: 'same-origin', body: new URLSearchParams(data || {}),
    headers: { 'X-CSRFToken': token(), 'X-Requested-With': 'fetch' },
  });

  /* --- the session: a warning before it ends, and a way to stay ------------------------------------------- */
  const bar = document.getElementById('session');
  let timer = 0;
  function show(state) {
    if (!bar) return;
    all('[data-state]', bar).forEach((part) => { part.hidden = part.dataset.state !== state; });
    bar.hidden = !state;
  }
  function look() {
    fetch(bar.dataset.left, { credentials: 'same-origin' }).then((r) => r.json()).then((told) => {
      const spare = told.left - Number(bar.dataset.warn);
      if (told.left <= 0) { show('over'); return; }
      show(spare <= 0 ? 'soon' : '');
      all('[data-minutes]', bar).forEach((place) => { place.textContent = Math.max(1, Math.ceil(told.left / 60)); });
      plan(spare > 0 ? spare + 1 : Math.min(30, told.left + 1));
    }).catch(() => plan(60));
  }
  function plan(seconds) { clearTimeout(timer); timer = setTimeout(look, seconds * 1000); }
  if (bar) {
    plan(Number(body.dataset.warn) || 60);
    document.addEventListener('visibilitychange', () => { if (!document.hidden) look(); });
    bar.addEventListener('submit', (event) => {
      event.preventDefault();
      send(bar.dataset.stay).then(look, () => show('over'));
    });
  }

  /* --- drafts: what was typed outlives an error or an ended session, but not the work on the page ---------- */
  const DRAFT = 'draft:';
  const keyOf = (form) => DRAFT + location.pathname + '#' + (form.id || form.dataset.draft || '');
  const kept = (field) => field.name && field.name !== 'csrfmiddlewaretoken'
    && !['password', 'file', 'hidden', 'submit', 'button'].includes(field.type) && !('noDraft' in field.dataset);
  const store = (act) => { try { return act(sessionStorage); } catch (error) { return null; } };
  const owner = body.dataset.owner || '';
  function save(form) {
    const values = Array.from(form.elements).filter(kept).map((field) => [
      field.name, field.value, 'checked' in field && ['checkbox', 'radio'].includes(field.type) ? field.checked : null]);
    store((s) => s.setItem(keyOf(form), JSON.stringify({ owner, values })));
  }
  function restore(form) {
    const found = store((s) => s.getItem(keyOf(form)));
    const draft = found && JSON.parse(found);
    if (!draft || draft.owner !== owner) return;
    let changed = false;
    const fields = Array.from(form.elements).filter(kept);
    draft.values.forEach(([name, value, checked], place) => {
      const field = fields[place];
      if (!field || field.name !== name) return;
      if (checked === null ? field.value !== value : field.value === value && field.checked !== checked) {
        if (checked === null) field.value = value; else field.checked = checked;
        changed = true;
      }
    });
    const told = document.getElementById('restored');
    if (changed && told) form.insertBefore(told.content.cloneNode(true), form.firstChild);
  }
  function forget() {
    store((s) => Object.keys(s).filter((key) => key.startsWith(DRAFT)).forEach((key) => s.removeItem(key)));
  }
  const drafting = all('form[data-draft]');
  if (!drafting.length && !('keep' in body.dataset)) forget();
  drafting.forEach((form) => {
    if (!document.querySelector(ERRORS)) restore(form);
    let soon = 0;
    form.addEventListener('input', () => { clearTimeout(soon); soon = setTimeout(() => save(form), 400); });
    form.addEventListener('submit', () => save(form));
  });

  /* --- clicks: confirm, print, drawers, boxes, menus -------------------------------------------------------- */
  let opener = null;
  function close(drawer) {
    drawer.classList.remove('open');
    if (opener) { opener.focus(); opener = null; }
  }
  function open(drawer, from) {
    opener = from;
    drawer.classList.add('open');
    drawer.setAttribute('tabindex', '-1');
    drawer.focus();
  }
  document.addEventListener('click', (event) => {
    const hit = (selector) => event.target.closest && event.target.closest(selector);
    const asked = hit('[data-confirm]');
    if (asked && !window.confirm(asked.dataset.confirm)) { event.preventDefault(); event.stopPropagation(); return; }
    if (hit('[data-print]')) { event.preventDefault(); window.print(); return; }
    if (hit('[data-clear-draft]')) { forget(); location.reload(); return; }
    const from = hit('[data-drawer]');
    const drawer = from && document.getElementById(from.dataset.drawer);
    if (drawer) { event.preventDefault(); open(drawer, from); return; }
    const shut = hit('[data-close]');
    if (shut && shut.closest('.drawer')) { close(shut.closest('.drawer')); return; }
    all('details.account[open]').forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  }, true);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    const drawer = document.querySelector('.drawer.open');
    if (drawer) { close(drawer); return; }
    all('details.account[open], details.menu[open]').forEach((menu) => {
      menu.open = false;
      menu.querySelector('summary').focus();
    });
  });
  document.addEventListener('change', (event) => {
    const box = event.target;
    if (box.dataset && box.dataset.checkAll) {
      all('input[type=checkbox][name="' + box.dataset.checkAll + '"]').forEach((one) => { one.checked = box.checked; });
    }
  });

  /* --- forms: large text without a reload, a second click does nothing, leaving wipes drafts ---------------- */
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.matches('[data-logout]')) forget();
    if (form.matches('[data-large]')) {
      event.preventDefault();
      const button = event.submitter || document.activeElement;
      const size = Number(button && button.value);
      send(form.action, { large: size }).then(() => large(size));
      return;
    }
    if (form.method === 'post' && !form.matches('[data-again]')) {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = '1';
      setTimeout(() => { delete form.dataset.sent; }, 4000);
    }
  });
  function large(size) {
    ['large', 'large-2', 'large-3'].forEach((name, place) => root.classList.toggle(name, size > place));
    all('[data-large] [data-when]').forEach((button) => {
      button.hidden = !button.dataset.when.includes(String(size));
    });
    all('[data-large] [data-step]').forEach((button) => { button.value = Math.min(3, size + 1); });
  }

  /* --- focus: at the errors, and at what was swapped in ------------------------------------------------------ */
  function lead(from) {
    const place = from.querySelector(ERRORS) || from.querySelector('[data-focus]');
    if (place) { place.setAttribute('tabindex', '-1'); place.focus(); }
  }
  lead(document);
  document.addEventListener('htmx:afterSwap', (event) => lead(event.target));
  document.addEventListener('htmx:responseError', (event) => {
    const status = event.detail.xhr.status;
    if (status === 401) show('over'); else show('failed');
  });
  document.addEventListener('htmx:sendError', () => show('offline'));
  window.addEventListener('beforeprint', () => all('details[data-print-open]').forEach((part) => { part.open = true; }));
}());
