// The stock search widget names its boxes after what is chosen in them: an empty one would have no name.
"use strict";
{
  const name = () => {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
      const box = select.parentElement.querySelector(".select2-selection");
      const label = select.labels[0];
      if (!box || !label) continue;
      label.id ||= `${select.id}_label`;
      const chosen = box.querySelector(".select2-selection__rendered");
      box.setAttribute("aria-labelledby", chosen && chosen.id ? `${label.id} ${chosen.id}` : label.id);
      if (chosen && chosen.hasAttribute("role")) chosen.setAttribute("aria-labelledby", label.id);
      const search = box.querySelector(".select2-search__field");
      if (search) search.setAttribute("aria-labelledby", label.id);
    }
  };
  const nameSearch = (event) => {
    const search = document.querySelector(".select2-dropdown .select2-search__field");
    if (search && event.target.labels[0]) search.setAttribute("aria-labelledby", event.target.labels[0].id);
  };
  if (window.django && django.jQuery) {
    django.jQuery(name);
    django.jQuery(document).on("select2:open", nameSearch);
    document.addEventListener("formset:added", () => setTimeout(name));
  }
}
