package org.sensorium.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The wall's map with a city of a hundred thousand sensors. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageMapIT {
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

    @Test
    void whatADepartmentOwnsHoldsThoseThatAreOnNoMap() throws Exception {
        it.execute(
                "insert into store.sensors (sensor_id, type, department, district, revision)"
                        + " values ('nowhere', 'noise', 'parks', 'harbour', 1)");
        Page page = wall("vera");
        page.navigate("/#/departments");
        assertThat(page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("parks")))
                .containsText("25,001");
        assertThat(it.get("pia", "/map").json().at("/unplaced/0/sensors").asInt()).isEqualTo(1);
        assertThat(it.get("wei", "/map").json().path("unplaced")).isEmpty();
    }

    /** Whether the count is told, something is drawn, and the page still answers. */
    private static boolean sensorsOn(Page page, String count) {
        assertThat(page.locator(".wall-count")).containsText(count);
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
        Chromium.signIn(page, user, RunningConsole.PASSWORD);
        page.locator("nav a[href='#/wall']").click();
        return page;
    }
}
