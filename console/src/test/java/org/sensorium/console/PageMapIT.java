package org.sensorium.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The wall's map with a city of a hundred thousand sensors. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageMapIT {
    private static final double PATIENCE_MILLIS = 30_000;

    private Chromium chromium;
    private RunningConsole it;

    @BeforeAll
    void start() throws Exception {
        chromium = new Chromium();
        it = new RunningConsole();
        it.put("admin", "/districts/harbour", "{'name': 'Harbour'}");
        Crowd.ofSensors(it);
    }

    @AfterAll
    void stop() throws Exception {
        if (it != null) {
            it.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void aHundredThousandSensorsAreOnTheMapAsFarAsOneMaySeeThem() {
        assertThat(sensorsOn(wall("admin"), "100,000 sensors")).isTrue();
        assertThat(sensorsOn(wall("vera"), "25,000 sensors")).isTrue();
        assertThat(chromium.errors).isEmpty();
    }

    /** Whether the count is told, something is drawn, and the page still answers. */
    private static boolean sensorsOn(Page page, String count) {
        assertThat(page.locator(".wall-count"))
                .containsText(
                        count,
                        new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator(".district-name")).hasText("harbour");
        page.locator(".leaflet-control-zoom-in").click();
        page.waitForFunction(
                "() => { const c = document.querySelector('.wall-canvas canvas');"
                        + " return c.getContext('2d').getImageData(0, 0, c.width, c.height).data"
                        + ".some(byte => byte !== 0); }");
        page.locator("nav a").first().click();
        assertThat(page.locator(".list")).isVisible();
        return true;
    }

    private Page wall(String user) {
        Page page =
                chromium.open(
                        "http://127.0.0.1:" + it.console.port(),
                        Chromium.Screen.DESKTOP,
                        "en-GB",
                        ColorScheme.DARK);
        page.locator("input[name=user]").fill(user);
        page.locator("input[name=password]").fill(RunningConsole.PASSWORD);
        page.locator("button.primary").click();
        page.locator("nav a[href='#/wall']").click();
        return page;
    }
}
