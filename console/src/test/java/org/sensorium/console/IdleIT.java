package org.sensorium.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sensorium.console.Chromium.Screen;

/** A session that nobody uses ends before its time, at the console and in the page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdleIT {
    private static final String HELD =
            "select store.session_is_held('%1$s', token::bytea) from (values ('%2$s')) as t (token)";

    @AutoClose private RunningConsole it;

    @BeforeAll
    void start() throws Exception {
        it = new RunningConsole();
    }

    private void leave(String user, String minutes) throws Exception {
        it.execute(
                "update store.sessions set idle_until = idle_until - interval '"
                        + minutes
                        + " minutes' where user_name = '"
                        + user
                        + "'");
    }

    @Test
    void eachCallGivesTheWholeTimeAgain() throws Exception {
        String left =
                "select (idle_until - now() > interval '29 minutes')::text from store.sessions"
                        + " where user_name = 'wei'";
        it.get("wei", "/session");
        leave("wei", "25");
        assertThat(it.text(left)).isEqualTo("false");

        assertThat(it.get("wei", "/session").status()).isEqualTo(200);

        assertThat(it.text(left)).isEqualTo("true");
    }

    @Test
    void whatNobodyUsedForHalfAnHourIsOverForCallsAndForTheBroker() throws Exception {
        String token = it.token("vera");
        assertThat(it.text(HELD.formatted("vera", token))).isEqualTo("t");
        leave("vera", "31");

        // A broker that is asked does not use the session up or on.
        assertThat(it.text(HELD.formatted("vera", token))).isEqualTo("f");
        assertThat(it.get("vera", "/session").status()).isEqualTo(401);
        assertThat(it.get("vera", "/alerts").status()).isEqualTo(401);
    }

    @Test
    void aPageWithoutAHandOnItSignsOut() throws Exception {
        try (Chromium chromium = new Chromium()) {
            Page page =
                    chromium.open(
                            "http://127.0.0.1:" + it.console.port(),
                            Screen.DESKTOP,
                            "en-GB",
                            ColorScheme.LIGHT);
            page.clock().install();
            page.reload();
            page.locator("input[name=user]").fill("otto");
            page.locator("input[name=password]").fill(RunningConsole.PASSWORD);
            page.locator("button.primary").click();
            assertThat(page.locator("header.top nav")).isVisible();
            page.clock().runFor("20:00");
            page.keyboard().press("j");
            page.clock().runFor("20:00");
            assertThat(page.locator("header.top nav")).isVisible();

            page.clock().runFor("11:00");

            assertThat(page.locator("input[name=password]")).isVisible();
            assertThat(it.text("select count(*) from store.sessions where user_name = 'otto'"))
                    .isEqualTo("0");
        }
    }
}
