// Shows the findings that the ticked severities and the words of the search box let through. Severities work without this
// script too (report.css); it adds the search, hides groups that are left empty, and says how many are shown.
{
  const cards = [...document.querySelectorAll('.finding')];
  const boxes = [...document.querySelectorAll('.choice input')];
  const search = document.getElementById('search');
  const shown = document.getElementById('shown');
  const texts = new Map();

  const textOf = (card) => {
    let text = texts.get(card);
    if (text === undefined) {
      const group = card.closest('.group').querySelector('h3').textContent;
      const parts = [...card.querySelectorAll('h4, .message, .code, .fix, .facts')].map((part) => part.textContent);
      text = [group, ...parts].join(' ').toLowerCase();
      texts.set(card, text);
    }
    return text;
  };

  const apply = () => {
    const severities = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const card of cards) {
      const isShown = severities.has(card.dataset.severity) && words.every((word) => textOf(card).includes(word));
      card.hidden = !isShown;
      if (isShown) count += 1;
    }
    for (const group of document.querySelectorAll('.group'))
      group.hidden = group.querySelector('.finding:not([hidden])') === null;
    shown.textContent = count === cards.length ? `All ${count} shown` : `${count} of ${cards.length} shown`;
  };

  if (search) {
    search.closest('label').hidden = false;
    search.addEventListener('input', apply);
    search.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || search.value === '') return;
      event.preventDefault();
      search.value = '';
      apply();
    });
    for (const box of boxes) box.addEventListener('change', apply);
    // a browser that goes back brings the boxes back as they were left
    addEventListener('pageshow', apply);
    apply();
  }
}
