package org.sensorium.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sensorium.console.Chromium.Screen;

/** The page as people use it, in a browser, phone and desktop, both languages. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageIT {
    private static final String ENGLISH = "en-GB";

    private RunningConsole it;
    private Chromium chromium;

    @BeforeAll
    void start() throws Exception {
        chromium = new Chromium();
        it = new RunningConsole();
        it.put("admin", "/districts/harbour", "{'name': 'Harbour', 'nameZh': '港口'}");
        it.register("wei", "gauge-1", "water");
        it.alert("page-1", "gauge-1", "open", 0);
        it.incident("page-storm", "gw-page", 0, "gauge-1");
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

    private Page open(Screen screen, String language) {
        String address = "http://127.0.0.1:" + it.console.port();
        return chromium.open(address, screen, language, ColorScheme.LIGHT);
    }

    private Page signedIn(Screen screen, String language, String user) {
        Page page = open(screen, language);
        Chromium.signIn(page, user, RunningConsole.PASSWORD);
        assertThat(page.locator("header.top")).isVisible();
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    @ParameterizedTest
    @CsvSource({"en-GB, User or password is wrong, Sign out", "zh-CN, 用户名或密码错误, 退出登录"})
    void whoSignsInIsToldWhatIsWrongAndSignsOutForGood(
            String language, String wrong, String signOut) throws Exception {
        Page page = open(Screen.DESKTOP, language);
        Chromium.signIn(page, "otto", "not his password");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText(wrong);

        Chromium.signIn(page, "otto", RunningConsole.PASSWORD);
        assertThat(page.locator("header.top")).containsText("otto");
        String token =
                (String) page.evaluate("JSON.parse(sessionStorage['sensorium.session']).token");
        button(page, signOut).click();
        assertThat(page.locator("input[name=password]")).isVisible();
        assertThat(
                        it.text(
                                "select count(*) from store.sessions where token_hash = sha256('"
                                        + token
                                        + "')"))
                .isEqualTo("0");
    }

    @Test
    void eachRoleIsShownWhatItHas() {
        Page viewer = signedIn(Screen.DESKTOP, ENGLISH, "vera");
        assertThat(viewer.locator("nav a"))
                .hasText(
                        new String[] {
                            "Alerts", "Incidents", "Wall", "Reports", "Sensors", "Departments"
                        });
        Page engineer = signedIn(Screen.DESKTOP, ENGLISH, "wei");
        assertThat(engineer.locator("h1").first()).hasText("Register a sensor");
        Page operator = signedIn(Screen.DESKTOP, ENGLISH, "otto");
        assertThat(operator.locator(".list")).isVisible();
    }

    @ParameterizedTest
    @CsvSource({"en-GB, DESKTOP, Acknowledged", "zh-CN, PHONE, 已确认"})
    void anAlertIsAcknowledgedByOneKeyWithANote(String language, Screen screen, String acknowledged)
            throws Exception {
        String id = "key-" + screen.name().toLowerCase(Locale.ROOT);
        it.register("wei", id, "water");
        it.alert(id, id, "open", 1);
        Page page = signedIn(screen, language, "otto");
        page.locator("#filter-text").fill(id);
        assertThat(page.locator(".row")).hasCount(1);
        page.locator("#filter-text").blur();
        page.keyboard().press("j");
        assertThat(page.locator(".detail h2")).isVisible();
        page.keyboard().press("n");
        page.keyboard().type("crew is on the way");
        page.keyboard().press("Escape");
        page.keyboard().press("a");

        assertThat(page.locator(".history")).containsText("crew is on the way");
        assertThat(page.locator(".detail .quiet").first()).containsText(acknowledged);
        assertThat(it.get("otto", "/alerts/" + id).json().path("acknowledgedBy").asText())
                .isEqualTo("otto");
    }

    @ParameterizedTest
    @CsvSource({
        "en-GB, DESKTOP, Gateway silent, 2 sensors, Acknowledged",
        "zh-CN, PHONE, 网关失联, 2 个传感器, 已确认"
    })
    void anIncidentIsListedWithItsSensorsAndAcknowledged(
            String language, Screen screen, String kind, String sensors, String acknowledged)
            throws Exception {
        String id = "storm-" + screen.name().toLowerCase(Locale.ROOT);
        it.register("wei", id + "-1", "water");
        it.register("wei", id + "-2", "water");
        Page page = signedIn(screen, language, "otto");
        page.navigate("/#/incidents");
        assertThat(page.locator(".incident").first()).isVisible();
        it.incident(id, "gw-" + id, 2, id + "-1", id + "-2");
        Locator row =
                page.locator(".incident")
                        .filter(new Locator.FilterOptions().setHasText("gw-" + id));
        // Nobody told the page: it looks every ten seconds.
        row.waitFor(new Locator.WaitForOptions().setTimeout(20_000));
        assertThat(row).containsText(kind);
        assertThat(row).containsText(sensors);
        row.click();
        assertThat(page.locator(".detail tbody tr")).hasCount(2);
        page.locator(".detail textarea").fill("crew is on the way");
        page.locator(".detail .buttons button").first().click();

        assertThat(page.locator(".detail .quiet").first()).containsText(acknowledged);
        assertThat(it.get("otto", "/incidents/" + id).json().path("acknowledgedBy").asText())
                .isEqualTo("otto");
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing is wider than the screen")
                .isTrue();
    }

    @Test
    void anAlertIsTakenByOneKeyAndIsThenAmongOnesOwn() throws Exception {
        it.register("wei", "taken-by-key", "water");
        it.alert("taken-by-key", "taken-by-key", "open", 2);
        Page page = signedIn(Screen.DESKTOP, ENGLISH, "otto");
        page.navigate("/#/alerts/taken-by-key");
        assertThat(page.locator("select[name=assignee] option[value=otto]").last()).isAttached();
        page.locator(".detail h2").click();
        page.keyboard().press("s");
        assertThat(page.locator(".history")).containsText("assigned otto → otto");
        button(page, "Filters").click();
        page.locator("#filter-fields select[name=assignee]").selectOption("me");
        assertThat(page.locator(".row")).hasCount(1);
        assertThat(page.locator(".row")).containsText("→ otto");
    }

    @Test
    void whoMayNotWorkAnAlertOffIsNotOfferedTo() throws Exception {
        Page page = signedIn(Screen.DESKTOP, ENGLISH, "wei");
        page.navigate("/#/alerts/page-1");
        assertThat(page.locator(".detail h2")).isVisible();
        assertThat(page.locator(".work")).hasCount(0);
    }

    @Test
    void aFilterNarrowsTheListAndSaysHowToHearTheSameElsewhere() {
        Page page = signedIn(Screen.DESKTOP, ENGLISH, "otto");
        button(page, "Filters").click();
        page.locator("select[name=severity]").selectOption("critical");
        page.locator("select[name=district]").selectOption("harbour");
        assertThat(page.locator(".count")).containsText("0 alerts");
        assertThat(page.locator(".line code"))
                .containsText("mosquitto_sub -h 127.0.0.1 -p 1883 -u otto");
        assertThat(page.locator(".line code"))
                .containsText("-t 'alerts/water/harbour/critical/+/+'");
        button(page, "Reset").click();
        assertThat(page.locator(".row").first()).isVisible();
    }

    @Test
    void tenThousandAlertsAreInTheListAndAFewInThePage() throws Exception {
        Crowd.ofAlerts(it);
        Page page = signedIn(Screen.DESKTOP, ENGLISH, "paul");
        assertThat(page.locator(".count")).containsText("10,000 alerts");
        assertThat(page.locator(".row").first()).hasAttribute("aria-setsize", "10000");
        page.locator(".list").evaluate("list => list.scrollTo(0, list.scrollHeight)");
        assertThat(page.locator("[aria-posinset='10000']")).isVisible();
        assertThat(page.locator(".row").count()).isLessThan(60);
        page.locator(".list").focus();
        page.keyboard().press("End");
        assertThat(page.locator(".row.selected")).hasAttribute("aria-posinset", "10000");
    }

    @ParameterizedTest
    @CsvSource({"en-GB, Register, is registered, First reading", "zh-CN, 登记, 已登记, 首个读数"})
    void aSensorIsRegisteredOnAPhoneAndCheckedThere(
            String language, String register, String registered, String firstReading)
            throws Exception {
        String id = "phone-" + language;
        Page page = signedIn(Screen.PHONE, language, "wei");
        page.locator("input[name=id]").fill(id);
        page.locator("select[name=type]").selectOption("noise");
        page.locator("select[name=district]").selectOption("harbour");
        page.locator(".place button").first().click();
        assertThat(page.locator("input[name=lat]")).hasValue("22.5");
        assertThat(page.locator(".metrics tbody tr")).hasCount(2);
        page.locator("button.wide").click();

        assertThat(page.locator("h1").first()).containsText(registered);
        assertThat(page.locator("svg.code")).isVisible();
        assertThat(page.locator(".checks li.wait").first()).containsText(firstReading);
        readings(id, 5);
        assertThat(page.locator(".checks li").first())
                .hasClass("good", new LocatorAssertions.HasClassOptions().setTimeout(15_000));
        assertThat(it.get("wei", "/sensors/" + id).json().at("/metrics/0/unit").asText())
                .isEqualTo("dB");
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing is wider than the phone")
                .isTrue();
    }

    /** As the gateway would store them. */
    private void readings(String sensor, int count) throws Exception {
        it.execute(
                ("insert into store.readings (sensor_key, metric_key, time, value, received_at)"
                                + " select sensor_key, metric_key, now() - n * interval '1 minute',"
                                + " 50, now() - n * interval '1 minute' from store.sensors join"
                                + " store.sensor_metrics using (sensor_key), generate_series(0, %d)"
                                + " n where sensor_id = '%s'")
                        .formatted(count - 1, sensor));
    }

    @Test
    void whatTheConsoleRefusesStandsAtItsField() {
        it.register("wei", "taken-1", "water");
        Page page = signedIn(Screen.PHONE, ENGLISH, "wei");
        page.locator("input[name=id]").fill("taken-1");
        page.locator("select[name=type]").selectOption("water_level");
        page.locator("select[name=district]").selectOption("harbour");
        page.locator("button.wide").click();

        assertThat(page.locator("#wrong-id")).containsText("registered already");
        assertThat(page.locator("input[name=id]")).hasAttribute("aria-invalid", "true");
    }

    @Test
    void aFileIsCheckedCellByCellThenRegisteredWithAResultForEachRow() throws IOException {
        Page page = signedIn(Screen.DESKTOP, ENGLISH, "wei");
        page.navigate("/#/register/file");
        String rows =
                "id,type,department,district,lat,lon,metrics\n"
                        + "file-1,noise,water,harbour,22.5,114.1,laeq:dB:20:130:PT60S\n"
                        + "file 2,noise,water,harbour,22.5,114.1,laeq:dB\n"
                        + "file-3,noise,nowhere,harbour,95,114.1,laeq:dB\n"
                        + "file-4,noise,water,harbour,,,laeq:dB\n";
        page.locator("input[type=file]")
                .setInputFiles(
                        new FilePayload(
                                "some.csv", "text/csv", rows.getBytes(StandardCharsets.UTF_8)));
        assertThat(page.locator("td.wrong")).hasCount(3);
        assertThat(page.locator("td.wrong").first()).containsText("wanted are letters");
        assertThat(it.get("wei", "/sensors?q=file").json().path("items")).isEmpty();

        button(page, "Register 2").click();
        assertThat(page.locator(".badge.good")).containsText("2 registered");
        String saved =
                new String(
                        page.waitForDownload(() -> button(page, "Save results").click())
                                .createReadStream()
                                .readAllBytes(),
                        StandardCharsets.UTF_8);
        assertThat(saved).contains("1,file-1,created,file-1,").contains("4,file-4,created,file-4,");
        assertThat(it.get("wei", "/sensors?q=file").json().path("items")).hasSize(2);
    }

    @Test
    void aGrantIsGivenAndEnded() {
        Page page = signedIn(Screen.DESKTOP, ENGLISH, "admin");
        page.navigate("/#/departments/grants");
        page.locator("select[name=department]").selectOption("parks");
        page.locator("select[name=owner]").selectOption("water");
        page.locator("input[name=validUntil]").fill("2099-01-01");
        page.locator("input[name=purpose]").fill("flood drills");
        button(page, "Grant").last().click();
        Locator row =
                page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("parks"));
        assertThat(row).containsText("water");
        assertThat(row).containsText("flood drills");
        assertThat(it.get("vera", "/sensors/gauge-1").status()).isEqualTo(200);
        row.getByRole(AriaRole.BUTTON).click();
        assertThat(row).hasCount(0);
        assertThat(it.get("vera", "/sensors/gauge-1").status()).isEqualTo(404);
    }

    /** Each view in light and dark, at a desk and on a phone. */
    @ParameterizedTest
    @CsvSource({
        "en-GB, DESKTOP, LIGHT",
        "en-GB, PHONE, DARK",
        "zh-CN, DESKTOP, DARK",
        "zh-CN, PHONE, LIGHT"
    })
    void noViewViolatesWhatAxeKnowsOfAccessibility(
            String language, Screen screen, ColorScheme scheme) throws IOException {
        Page page =
                chromium.open("http://127.0.0.1:" + it.console.port(), screen, language, scheme);
        page.locator("input[name=password]").waitFor();
        assertThat(Axe.violations(page)).as("sign-in").isEmpty();
        Chromium.signIn(page, "admin", RunningConsole.PASSWORD);
        assertThat(page.locator("header.top")).isVisible();
        for (Drawn view : VIEWS) {
            page.navigate("/#/" + view.at());
            page.reload(); // Otherwise what the view before it drew may pass for this one's.
            page.locator(view.when()).first().waitFor();
            assertThat(Axe.violations(page)).as(view.at()).isEmpty();
        }
    }

    /** A view's address, and what is there once it is drawn. */
    private record Drawn(String at, String when) {}

    private static final List<Drawn> VIEWS =
            List.of(
                    new Drawn("alerts", ".list .row"),
                    new Drawn("alerts/page-1", ".figures dd"),
                    new Drawn("incidents", ".incident"),
                    new Drawn("incidents/page-storm", ".detail tbody tr"),
                    new Drawn("wall", ".leaflet-container"),
                    new Drawn("reports", ".reports-left .two"),
                    new Drawn("sensors", "tbody tr"),
                    new Drawn("sensors/gauge-1", "figure"),
                    new Drawn("sensors/gauge-1/check", ".checks li"),
                    new Drawn("register", "form.register"),
                    new Drawn("register/file", ".drop"),
                    new Drawn("departments", "tbody tr"),
                    new Drawn("departments/quality", "tbody tr"),
                    new Drawn("departments/assessment", ".buttons"),
                    new Drawn("departments/grants", "form"),
                    new Drawn("departments/audit", "tbody tr"));
}
