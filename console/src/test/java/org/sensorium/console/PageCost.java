package org.sensorium.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sensorium.console.page.MqttPorts;

/**
 * What the page costs a browser at a city's numbers: how long until it is there, and how long its
 * frames take while much happens. Not a test: it measures and prints, when it is asked for by name
 * (docs/console.md).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageCost {
    private static final int ROUNDS = 5;
    private static final int BURST = 2_000;
    private static final double PATIENCE_MILLIS = 60_000;
    private static final String WATCH =
            """
            () => {
              window.frames_ = [];
              let last = performance.now();
              const frame = now => { window.frames_.push(now - last); last = now; requestAnimationFrame(frame); };
              requestAnimationFrame(frame);
            }""";

    private final List<String> rows = new ArrayList<>();
    private Chromium chromium;
    private RunningConsole it;
    private RunningBroker broker;

    @BeforeAll
    void start() throws Exception {
        chromium = new Chromium();
        MqttPorts ports = RunningBroker.freePorts();
        it = new RunningConsole(ports);
        broker = new RunningBroker(it, ports);
        it.put("admin", "/districts/harbour", "{'name': 'Harbour'}");
        Crowd.ofAlerts(it);
        Crowd.ofSensors(it);
    }

    @AfterAll
    void stop() throws Exception {
        broker.close();
        it.close();
        chromium.close();
    }

    @AfterEach
    void print() {
        rows.forEach(System.out::println);
        rows.clear();
    }

    private Page page() {
        return chromium.open(
                "http://127.0.0.1:" + it.console.port(),
                Chromium.Screen.DESKTOP,
                "en-GB",
                ColorScheme.LIGHT);
    }

    private Page signedIn(String user) {
        Page page = page();
        Chromium.signIn(page, user, RunningConsole.PASSWORD);
        assertThat(page.locator(".count"))
                .containsText(
                        "10,000",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        return page;
    }

    private static double number(Page page, String script) {
        return ((Number) page.evaluate(script)).doubleValue();
    }

    private static double millisUntil(Page page, String selector) {
        page.waitForSelector(selector);
        return number(page, "performance.now()");
    }

    @Test
    void firstView() {
        List<Double> form = new ArrayList<>();
        List<Double> list = new ArrayList<>();
        List<Double> kilobytes = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            Page page = page();
            form.add(millisUntil(page, "input[name=user]"));
            page.context().close();
            Page known = signedIn("paul");
            kilobytes.add(
                    number(
                            known,
                            "performance.getEntries().filter(e => e.transferSize && !e.name.includes('/api/'))"
                                    + ".reduce((sum, e) => sum + e.transferSize, 0) / 1000"));
            known.reload();
            list.add(millisUntil(known, ".row"));
            known.context().close();
        }
        tell("from the address to the sign-in form, nothing cached, ms", form);
        tell("from a reload to the rows of 10,000 alerts, ms", list);
        tell("fetched until then besides the alerts, kB", kilobytes);
    }

    @Test
    void scrolling() {
        Page page = signedIn("paul");
        page.evaluate(WATCH);
        page.evaluate(
                """
                () => new Promise(done => {
                  const list = document.querySelector('.list');
                  const step = () => {
                    const before = list.scrollTop;
                    list.scrollTop += 2_000;
                    if (list.scrollTop === before) done(); else requestAnimationFrame(step);
                  };
                  requestAnimationFrame(step);
                })""");
        tellFrames("a frame while 10,000 alerts scroll by, ms", page);
    }

    @Test
    void burst() throws Exception {
        Page page = signedIn("paul");
        assertThat(page.locator(".live"))
                .hasText(
                        "Live", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
        page.evaluate(WATCH);
        for (int i = 0; i < BURST; i++) {
            broker.tell("parks", "burst-" + i, "raised", 0);
        }
        assertThat(page.locator(".count"))
                .containsText(
                        "12,000",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        tellFrames("a frame while 2,000 more arrive by MQTT, ms", page);
    }

    @Test
    void map() {
        Page page = signedIn("admin");
        page.evaluate(WATCH);
        double before = number(page, "performance.now()");
        page.locator("nav a[href='#/wall']").click();
        assertThat(page.locator(".wall-count"))
                .containsText(
                        "100,000",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        tell(
                "until the map has its sensors, ms",
                List.of(number(page, "performance.now()") - before));
        tellFrames("a frame meanwhile, ms", page);
        page.evaluate("frames_.length = 0");
        for (int i = 0; i < ROUNDS; i++) {
            page.locator(".leaflet-control-zoom-in").click();
            page.waitForTimeout(400);
        }
        for (int i = 0; i < ROUNDS; i++) {
            page.mouse().move(600, 500);
            page.mouse().down();
            page.mouse().move(300 + 50.0 * i, 300, new Mouse.MoveOptions().setSteps(20));
            page.mouse().up();
            page.locator(".leaflet-control-zoom-out").click();
            page.waitForTimeout(400);
        }
        tellFrames("a frame while the map is moved and zoomed, ms", page);
    }

    private void tellFrames(String what, Page page) {
        @SuppressWarnings("unchecked")
        List<Number> frames = (List<Number>) page.evaluate("frames_");
        List<Double> sorted = frames.stream().map(Number::doubleValue).sorted().toList();
        rows.add(
                String.format(
                        Locale.ROOT,
                        "| %s | %.0f | %.0f | %.0f | %d frames |",
                        what,
                        at(sorted, 0.5),
                        at(sorted, 0.99),
                        at(sorted, 1),
                        sorted.size()));
    }

    private void tell(String what, List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        rows.add(
                String.format(
                        Locale.ROOT,
                        "| %s | %.0f | | %.0f | %s |",
                        what,
                        at(sorted, 0.5),
                        at(sorted, 1),
                        figures.stream()
                                .map(figure -> String.format(Locale.ROOT, "%.0f", figure))
                                .collect(Collectors.joining(" "))));
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
    }
}
