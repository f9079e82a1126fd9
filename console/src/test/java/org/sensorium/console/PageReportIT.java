package org.sensorium.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sensorium.console.Chromium.Screen;

/** A report from the citizen's phone to the department's desk and back, in both languages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageReportIT {
    private RunningConsole it;
    private Chromium chromium;

    @BeforeAll
    void start() throws Exception {
        chromium = new Chromium();
        it = new RunningConsole();
        it.put(
                "admin",
                "/districts/harbour",
                "{'name': 'Harbour', 'nameZh': '港口', 'location': {'lat': 22.5, 'lon': 114.05}}");
        // Where the browser says that it is.
        it.post(
                "wei",
                "/sensors",
                "{'id': 'gauge-9', 'type': 'water_level', 'department': 'water', 'district':"
                        + " 'harbour', 'location': {'lat': 22.501, 'lon': 114.05}, 'metrics':"
                        + " [{'name': 'level', 'unit': 'm'}]}");
        it.alert("flood", "gauge-9", "open", 0);
        it.execute("update store.alerts set raised_at = now() - interval '5 minutes'");
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

    @AfterEach
    void nothingBrokeInThePage() {
        assertThat(chromium.errors).isEmpty();
    }

    private Page open(Screen screen, String language, ColorScheme scheme) {
        return chromium.open("http://127.0.0.1:" + it.console.port(), screen, language, scheme);
    }

    private Page signedIn(Screen screen, String language, String at) {
        Page page = open(screen, language, ColorScheme.LIGHT);
        page.locator("input[name=user]").fill("otto");
        page.locator("input[name=password]").fill(RunningConsole.PASSWORD);
        page.locator("button.primary").click();
        assertThat(page.locator("header.top nav")).isVisible();
        page.navigate("/#/" + at);
        return page;
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(2400, 1200, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    private static void isNotWiderThanTheScreen(Page page) {
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing is wider than the screen")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "en-GB, PHONE, LIGHT, confirms what a sensor, Confirms 1 alert, Rated 4 of 5",
        "zh-CN, DESKTOP, DARK, 附近的传感器也发现了, 佐证 1 条告警, 评分 4"
    })
    void whatACitizenReportsIsSeenClosedAndRated(
            String language,
            Screen screen,
            ColorScheme scheme,
            String found,
            String confirms,
            String rated)
            throws Exception {
        Page citizen = open(screen, language, scheme);
        citizen.navigate("/report");
        citizen.locator("input[name=kind][value=water]").check();
        citizen.locator(".place button").first().click();
        assertThat(citizen.locator("input[name=lat]")).hasValue("22.5");
        String words = "the quay is under water <b>" + language + "</b>";
        citizen.locator("textarea[name=text]").fill(words);
        citizen.locator("input[name=photo]")
                .setInputFiles(new FilePayload("a.png", "image/png", picture()));
        assertThat(citizen.locator(".report-photo")).isVisible();
        assertThat(Axe.violations(citizen)).as("the form").isEmpty();
        isNotWiderThanTheScreen(citizen);
        citizen.locator("button.wide").click();

        assertThat(citizen.locator(".report-text")).hasText(words);
        assertThat(citizen.locator(".card")).containsText(found);
        String link = citizen.url();
        String id = link.replaceAll(".*#(.*)/.*", "$1");
        assertThat(Axe.violations(citizen)).as("before it is closed").isEmpty();
        assertThat(
                        it.text(
                                "select octet_length(photo) from store.reports where report_id = '"
                                        + id
                                        + "'"))
                .as("drawn anew, smaller")
                .matches("\\d{4,5}");

        Page staff = signedIn(screen, language, "reports/" + id);
        assertThat(staff.locator(".report-detail")).containsText(confirms);
        assertThat(staff.locator(".report-detail .report-text")).hasText(words);
        assertThat(staff.locator(".report-photo")).isVisible();
        assertThat(staff.locator(".report-map canvas").first()).isVisible();
        assertThat(Axe.violations(staff)).as("the desk").isEmpty();
        isNotWiderThanTheScreen(staff);
        staff.locator("textarea[name=note]").fill("pumped dry");
        staff.locator(".report-detail form button").click();
        assertThat(staff.locator(".report-answer")).hasText("pumped dry");

        citizen.reload();
        assertThat(citizen.locator(".report-answer")).hasText("pumped dry");
        assertThat(Axe.violations(citizen)).as("the rating").isEmpty();
        citizen.locator("input[name=score][value='4']").check();
        citizen.locator(".rating button").click();
        assertThat(citizen.locator(".stars-given")).containsText(rated);
        isNotWiderThanTheScreen(citizen);
        assertThat(it.get("otto", "/reports/" + id).json().at("/rating/score").asInt())
                .isEqualTo(4);
    }

    @Test
    void anAlertShowsThatReportsConfirmItAndLeadsToThem() throws Exception {
        Page citizen = open(Screen.PHONE, "en-GB", ColorScheme.LIGHT);
        citizen.navigate("/report");
        citizen.locator("input[name=kind][value=other]").check();
        citizen.locator(".place button").last().click();
        assertThat(citizen.locator(".district-name")).hasText("Harbour");
        Locator map = citizen.locator(".pick-map");
        map.click();
        assertThat(citizen.locator("input[name=lat]")).not().hasValue("");
        citizen.locator("textarea[name=text]").fill("here");
        citizen.locator("button.wide").click();
        assertThat(citizen.locator(".report-text")).hasText("here");

        Page staff = signedIn(Screen.DESKTOP, "en-GB", "alerts/flood");
        assertThat(staff.locator(".detail .badge.good")).containsText("Confirmed by");
        staff.locator(".history a").last().click();
        assertThat(staff.locator(".report-detail .report-text")).isVisible();
    }

    @Test
    void whoDoesNotSayWhereIsAskedAndALinkThatIsNotWholeShowsNothing() {
        Page page = open(Screen.PHONE, "en-GB", ColorScheme.LIGHT);
        page.navigate("/report");
        page.locator("input[name=kind][value=air]").check();
        page.locator("textarea[name=text]").fill("smoke");
        page.locator("button.wide").click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Where is it?");

        page.navigate("/report#r-abc/xyz");
        page.reload();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("no such report");
    }
}
