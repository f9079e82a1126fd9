package org.sensorium.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sensorium.console.Chromium.Screen;

/** A sensor's code before the camera of a phone whose browser cannot read codes by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageScanIT {
    private static final double PATIENCE_MILLIS = 20_000;

    private RunningConsole it;

    @TempDir private Path folder;

    @BeforeAll
    void start() throws Exception {
        it = new RunningConsole();
    }

    @AfterAll
    void stop() throws Exception {
        if (it != null) {
            it.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "QR_CODE, https://sensors.example/t/gauge-17/, gauge-17",
        "DATA_MATRIX, gauge-18, gauge-18",
        "CODE_128, GAUGE-19, GAUGE-19"
    })
    void theIdIsReadFromTheCode(BarcodeFormat format, String text, String id) throws Exception {
        Path film = Film.of(format, text, folder.resolve(format + ".y4m"));
        try (Chromium chromium =
                new Chromium(
                        "--use-fake-device-for-media-stream",
                        "--use-fake-ui-for-media-stream",
                        "--use-file-for-fake-video-capture=" + film)) {
            Page page = registering(chromium);
            scan(page).click();
            assertThat(page.locator("input[name=id]"))
                    .hasValue(
                            id,
                            new LocatorAssertions.HasValueOptions().setTimeout(PATIENCE_MILLIS));
            assertThat(page.locator("dialog")).hasCount(0);
            assertThat(chromium.errors).isEmpty();
        }
    }

    @Test
    void whoHasNoCameraIsToldToType() throws Exception {
        try (Chromium chromium = new Chromium()) {
            Page page = registering(chromium);
            scan(page).click();
            assertThat(page.locator("dialog [role=alert]"))
                    .hasText("The camera cannot be used: type the id.");
            assertThat(Axe.violations(page)).isEmpty();
            page.keyboard().press("Escape");
            assertThat(page.locator("dialog")).hasCount(0);
            assertThat(chromium.errors).isEmpty();
        }
    }

    private Page registering(Chromium chromium) {
        Page page =
                chromium.open(
                        "http://127.0.0.1:" + it.console.port(),
                        Screen.PHONE,
                        "en-GB",
                        ColorScheme.LIGHT);
        Chromium.signIn(page, "wei", RunningConsole.PASSWORD);
        assertThat(page.locator("input[name=id]")).isVisible();
        return page;
    }

    private static Locator scan(Page page) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Scan"));
    }
}
