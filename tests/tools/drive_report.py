"""Uses a report as a reader does, in headless Chromium: moves the slider, clicks a state, reads the answer."""
import sys
from playwright.sync_api import sync_playwright

page_file, chromium = sys.argv[1], sys.argv[2]
errors, asked = [], []

with sync_playwright() as browsers:
    browser = browsers.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"file://{page_file}")
    page.select_option("#treaty", "ccm")

    def slide_to(day):
        page.evaluate("""day => { const slider = document.getElementById('slider');
            slider.value = Date.parse(day) / 86400000; slider.dispatchEvent(new Event('input')); }""", day)

    slide_to("2025-03-01")
    page.click("#map [data-state=LTU]")
    print(page.inner_text("#answer"))
    slide_to("2025-03-06")
    print(page.inner_text("#answer"))
    page.focus("#rows button")
    page.keyboard.press("Enter")
    assert page.inner_text("#detail h2") == page.inner_text("#rows button >> nth=0"), "the keyboard chooses too"
    with page.expect_download() as download:
        page.click("#download")
    assert download.value.suggested_filename == "ccm-2025-03-06.csv"
    assert not errors, errors
    assert all(url.startswith(("file:", "blob:")) for url in asked), asked
    browser.close()
