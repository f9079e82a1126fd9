package org.sensorium.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sensorium.console.page.MqttPorts;

/** Alerts in the page as they happen: a real broker, by the token of the page's session. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageLiveIT {
    private static final int BURST = 2_000;

    private Chromium chromium;
    private RunningConsole it;
    private RunningBroker broker;

    @BeforeAll
    void start() throws Exception {
        chromium = new Chromium();
        MqttPorts ports = RunningBroker.freePorts();
        it = new RunningConsole(ports);
        broker = new RunningBroker(it, ports);
    }

    @AfterAll
    void stop() throws Exception {
        if (broker != null) {
            broker.close();
        }
        if (it != null) {
            it.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    private Page live(String user) {
        Page page =
                chromium.open(
                        "http://127.0.0.1:" + it.console.port(),
                        Chromium.Screen.DESKTOP,
                        "en-GB",
                        ColorScheme.LIGHT);
        Chromium.signIn(page, user, RunningConsole.PASSWORD);
        assertThat(page.locator(".live")).hasText("Live");
        return page;
    }

    /** Lets the tab be behind others, and counts what a loudspeaker would be given. */
    private static void watchCalls(Page page) {
        page.evaluate(
                """
                () => {
                  window.tones = 0;
                  const start = OscillatorNode.prototype.start;
                  OscillatorNode.prototype.start = function (at) {
                    window.tones++;
                    start.call(this, at);
                  };
                  window.behind = behind => {
                    Object.defineProperty(document, 'hidden', { get: () => behind, configurable: true });
                    document.dispatchEvent(new Event('visibilitychange'));
                  };
                }""");
    }

    private static Locator row(Page page, String sensor) {
        return page.getByRole(AriaRole.OPTION)
                .filter(new Locator.FilterOptions().setHasText(sensor));
    }

    @Test
    void anAlertAppearsChangesAndGoesByItself() throws Exception {
        Page page = live("otto");
        broker.tell("parks", "not-his", "raised", 0);
        broker.tell("water", "his", "raised", 0);
        assertThat(row(page, "his ·")).containsText("Critical");
        assertThat(row(page, "not-his")).hasCount(0);

        broker.tell("water", "his", "acknowledged", 1);
        assertThat(row(page, "his ·")).containsText("Acknowledged");
        broker.tell("water", "his", "updated", 2);
        broker.tell("water", "his", "raised", 0);
        broker.tell("water", "second", "raised", 3);
        assertThat(row(page, "second")).isVisible();
        assertThat(row(page, "his ·")).containsText("Acknowledged");

        broker.tell("water", "his", "cleared", 4);
        broker.tell("water", "second", "cleared", 5);
        assertThat(page.locator(".count")).containsText("0 alerts");
    }

    @Test
    void newCriticalOnesCountInTheTitleUntilTheyAreSeenAndSoundIfToldTo() throws Exception {
        Page page = live("otto");
        watchCalls(page);
        page.evaluate("behind(true)");
        broker.tell("water", "called-1", "raised", 0);
        broker.tell("water", "called-2", "raised", 1);
        assertThat(page).hasTitle(Pattern.compile("^\\(2\\) .+ Sensorium$"));
        assertThat(page.evaluate("tones")).isEqualTo(0);

        page.evaluate("behind(false)");
        assertThat(page).hasTitle(Pattern.compile("^[^(].+ Sensorium$"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sound")).click();
        int first = (int) page.evaluate("tones");
        assertThat(first).isPositive();
        broker.tell("water", "called-3", "raised", 2);
        assertThat(row(page, "called-3")).isVisible();
        assertThat(page.evaluate("tones")).isEqualTo(2 * first);
        broker.tell("water", "called-3", "updated", 3);
        broker.tell("water", "called-1", "cleared", 4);
        broker.tell("water", "called-2", "cleared", 4);
        assertThat(row(page, "called-1")).hasCount(0);
        assertThat(page.evaluate("tones")).isEqualTo(2 * first);
        broker.tell("water", "called-3", "cleared", 5);
        assertThat(page.locator(".count")).containsText("0 alerts");
    }

    @Test
    void aBurstIsTakenWithoutLosingAny() throws Exception {
        Page page = live("paul");
        for (int i = 0; i < BURST; i++) {
            broker.tell("parks", "burst-" + i, "raised", 0);
        }
        assertThat(page.locator(".count")).containsText("2,000 alerts");
        page.locator("#filter-text").fill("burst-1999");
        assertThat(page.locator(".count")).containsText("1 alert");
        for (int i = 0; i < BURST; i++) {
            broker.tell("parks", "burst-" + i, "cleared", 1);
        }
        assertThat(page.locator(".count")).containsText("0 alerts");
    }

    @AfterEach
    void nothingBrokeInThePage() {
        assertThat(chromium.errors).isEmpty();
    }
}
