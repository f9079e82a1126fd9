package org.sensorium.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.eclipse.paho.mqttv5.common.MqttException;
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
    private static final double PATIENCE_MILLIS = 30_000;

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
        page.locator("input[name=user]").fill(user);
        page.locator("input[name=password]").fill(RunningConsole.PASSWORD);
        page.locator("button.primary").click();
        assertThat(page.locator(".live"))
                .hasText(
                        "Live", new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
        return page;
    }

    private Page criticalOnesCall(Page page) {
        // A tab behind others, and what a loudspeaker would be given.
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
        return page;
    }

    private void tell(String department, String id, String event, int second) throws MqttException {
        String json =
                "{'id': '%s', 'event': '%s', 'sensorId': '%s', 'metric': 'level', 'detector':"
                        + " 'threshold', 'severity': 'critical', 'department': '%s', 'district':"
                        + " 'harbour', 'raisedAt': '2026-01-24T12:00:00.000Z', 'updatedAt':"
                        + " '2026-01-24T12:00:%02d.000Z', 'value': 9.5, 'message': {'en': 'high',"
                        + " 'zh': '高'}}";
        broker.publish(
                "alerts/" + department + "/harbour/critical/threshold/" + id,
                RunningConsole.json(json.formatted(id, event, id, department, second)));
    }

    private static Locator row(Page page, String sensor) {
        return page.getByRole(AriaRole.OPTION)
                .filter(new Locator.FilterOptions().setHasText(sensor));
    }

    @Test
    void anAlertAppearsChangesAndGoesByItself() throws Exception {
        Page page = live("otto");
        tell("parks", "not-his", "raised", 0);
        tell("water", "his", "raised", 0);
        assertThat(row(page, "his ·")).containsText("Critical");
        assertThat(row(page, "not-his")).hasCount(0);

        tell("water", "his", "acknowledged", 1);
        assertThat(row(page, "his ·")).containsText("Acknowledged");
        tell("water", "his", "updated", 2);
        tell("water", "his", "raised", 0);
        tell("water", "second", "raised", 3);
        assertThat(row(page, "second")).isVisible();
        assertThat(row(page, "his ·")).containsText("Acknowledged");

        tell("water", "his", "cleared", 4);
        tell("water", "second", "cleared", 5);
        assertThat(page.locator(".count")).containsText("0 alerts");
    }

    @Test
    void newCriticalOnesCountInTheTitleUntilTheyAreSeenAndSoundIfToldTo() throws Exception {
        Page page = criticalOnesCall(live("otto"));
        page.evaluate("behind(true)");
        tell("water", "called-1", "raised", 0);
        tell("water", "called-2", "raised", 1);
        assertThat(page).hasTitle(Pattern.compile("^\\(2\\) .+ Sensorium$"));
        assertThat(page.evaluate("tones")).isEqualTo(0);

        page.evaluate("behind(false)");
        assertThat(page).hasTitle(Pattern.compile("^[^(].+ Sensorium$"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sound")).click();
        int first = (int) page.evaluate("tones");
        assertThat(first).isPositive();
        tell("water", "called-3", "raised", 2);
        assertThat(row(page, "called-3")).isVisible();
        assertThat(page.evaluate("tones")).isEqualTo(2 * first);
        tell("water", "called-3", "updated", 3);
        tell("water", "called-1", "cleared", 4);
        tell("water", "called-2", "cleared", 4);
        assertThat(row(page, "called-1")).hasCount(0);
        assertThat(page.evaluate("tones")).isEqualTo(2 * first);
        tell("water", "called-3", "cleared", 5);
        assertThat(page.locator(".count")).containsText("0 alerts");
    }

    @Test
    void aBurstIsTakenWithoutLosingAny() throws Exception {
        Page page = live("paul");
        for (int i = 0; i < BURST; i++) {
            tell("parks", "burst-" + i, "raised", 0);
        }
        assertThat(page.locator(".count"))
                .containsText(
                        "2,000 alerts",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        page.locator("#filter-text").fill("burst-1999");
        assertThat(page.locator(".count")).containsText("1 alert");
        for (int i = 0; i < BURST; i++) {
            tell("parks", "burst-" + i, "cleared", 1);
        }
        assertThat(page.locator(".count"))
                .containsText(
                        "0 alerts",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
    }

    @AfterEach
    void nothingBrokeInThePage() {
        assertThat(chromium.errors).isEmpty();
    }
}
