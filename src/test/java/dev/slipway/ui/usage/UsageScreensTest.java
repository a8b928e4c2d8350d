package dev.slipway.ui.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.Query;
import dev.slipway.e2e.Screenshots;
import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.metering.Prices;
import dev.slipway.metering.UsageReports;
import dev.slipway.quota.Dimension;
import dev.slipway.testing.ApiClient;
import dev.slipway.testing.Browser;
import dev.slipway.testing.People;
import dev.slipway.testing.People.Person;
import dev.slipway.ui.ScreenTest;
import dev.slipway.ui.audit.ActivityView;
import dev.slipway.ui.audit.AuditView;
import dev.slipway.vm.end.Deletions;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Usage, prices, activity and the audit, on screens and over the API. */
class UsageScreensTest extends ScreenTest {
    private static final String USAGE = "/api/v1/projects/%s/usage";

    @LocalServerPort
    int port;

    @Autowired
    Prices prices;

    private final Instant from = Instant.parse("2200-01-01T00:00:00Z");

    @AfterEach
    void noPrices() {
        var system = Actor.system("test");
        prices.all(system).forEach(p -> prices.remove(p.validFrom(), system));
    }

    @Test
    void aProjectSeesWhatItsVmsUsedDeletedOnesToo() {
        var vm = world.running("counted");
        var deletions = world.bean(Deletions.class);
        world.ended(deletions.forGood(vm, world.member.actor()));

        var window = world.window(world.member);
        window.navigate(UsageView.class);
        assertThat(words(window)).contains("Usage").contains("VM-hours").doesNotContain("Cost");
        assertThat(rows(window)).contains("counted");
        var month = YearMonth.now(ZoneOffset.UTC);
        var report = world.bean(UsageReports.class).ofProject(world.project.id(), month, world.member.actor());
        assertThat(report.total().micros(Dimension.VMS)).isPositive();
        assertThat(report.days()).isNotEmpty();
    }

    @Test
    void theApiTellsUsageToThoseWhoMayAndCsvIsSafe() {
        world.running("api-counted");
        String usage = USAGE.formatted(world.project.id());
        ApiClient member = client(world.member);
        var answer = member.get(usage);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("used").path("vmHours").isNumber()).isTrue();
        assertThat(member.get(usage + "/vms?sort=vcpus,desc")
                        .body()
                        .path("items")
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("api-counted");
        var csv = member.get(usage + "/vms.csv");
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.text())
                .startsWith("from_utc,until_utc,tenant,project,vm_id,vm,vm_hours")
                .contains(",api-counted,");
        assertThat(member.get(usage + "?month=soon").status()).isEqualTo(400);
        assertThat(member.get("/api/v1/usage/projects").body().path("total").asInt())
                .isEqualTo(1);
        assertThat(member.get("/api/v1/usage/projects.csv").text()).contains(world.project.tenantName());
        assertThat(member.get("/api/v1/usage/tenants").body().path("total").asInt())
                .isZero();
        assertThat(member.get("/api/v1/usage/verification").status()).isEqualTo(403);
        assertThat(client(world.people.newAdministrator())
                        .get("/api/v1/usage/tenants")
                        .body()
                        .path("total")
                        .asInt())
                .isPositive();
        assertThat(client(world.people.newAdministrator())
                        .get("/api/v1/usage/verification")
                        .body()
                        .path("differences")
                        .size())
                .isZero();

        ApiClient stranger =
                client(world.people.newMember(world.people.newProject().id(), Role.PROJECT_MANAGER));
        for (String path : new String[] {"", "/vms", "/vms.csv"}) {
            assertThat(stranger.get(usage + path).status()).as(path).isEqualTo(404);
        }
        assertThat(stranger.get("/api/v1/usage/projects").text())
                .doesNotContain(world.project.id().toString());
    }

    @Test
    void administratorsSetPricesAndOthersReadThem() {
        ApiClient admin = client(world.people.newAdministrator());
        ApiClient member = client(world.member);
        Map<String, Object> body =
                Map.of("validFrom", from.toString(), "currency", "EUR", "vcpu", 0.0125, "memoryGib", 0.004);
        assertThat(member.post("/api/v1/prices", body).status()).isEqualTo(403);
        assertThat(admin.post("/api/v1/prices", body).status()).isEqualTo(201);
        assertThat(member.get("/api/v1/prices").body().path(0).path("vcpu").decimalValue())
                .isEqualByComparingTo("0.0125");
        assertThat(admin.post("/api/v1/prices", Map.of("validFrom", from.toString(), "currency", "XXXX"))
                        .status())
                .isEqualTo(400);
        assertThat(member.delete("/api/v1/prices/" + from).status()).isEqualTo(403);
        assertThat(admin.delete("/api/v1/prices/" + from).status()).isEqualTo(204);
        assertThat(admin.delete("/api/v1/prices/" + from).status()).isEqualTo(404);
    }

    @Test
    void theRecordIsSearchedExportedAndVerified() {
        var vm = world.running("audited");
        ApiClient admin = client(world.people.newAdministrator());
        String ours = "/api/v1/audit?project=" + world.project.id();
        var found = admin.get(ours + "&action=vm&who=" + world.member.user().name());
        assertThat(found.body().path("items").path(0).path("targetName").asString())
                .isEqualTo("audited");
        assertThat(found.body().path("total").asInt()).isPositive();
        for (String none : new String[] {
            "&who=nobody", "&action=v", "&refused=true", "&until=2020-01-01T00:00:00Z", "&text=no%25such", "&target=_"
        }) {
            assertThat(admin.get(ours + none).body().path("total").asInt())
                    .as(none)
                    .isZero();
        }
        assertThat(admin.get(ours + "&target=" + vm + "&text=audit")
                        .body()
                        .path("total")
                        .asInt())
                .isPositive();
        assertThat(admin.get("/api/v1/audit?tenant=" + world.project.tenant() + "&action=tenant.create")
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(admin.get("/api/v1/audit?refused=perhaps").code()).isEqualTo("invalid-parameter");

        String export = "/api/v1/audit/export.%s?project=" + world.project.id();
        assertThat(admin.get(export.formatted("csv")).text())
                .startsWith("id,at_utc,actor")
                .contains(",audited,");
        assertThat(admin.get(export.formatted("json"))
                        .body()
                        .path(0)
                        .path("project")
                        .asString())
                .isEqualTo(world.project.id().toString());
        var verdict = admin.get("/api/v1/audit/verification");
        assertThat(verdict.body().path("sentence").asString()).contains("intact");
        assertThat(verdict.body().path("intact").asBoolean()).isTrue();

        ApiClient member = client(world.member);
        for (String path : new String[] {"", "/export.csv", "/export.json", "/verification"}) {
            assertThat(member.get("/api/v1/audit" + path).status()).as(path).isEqualTo(403);
        }
        assertThat(member.get("/api/v1/projects/" + world.project.id() + "/activity")
                        .text())
                .contains("vm.launch")
                .doesNotContain("origin");
    }

    @Test
    void aViewerSeesWhatWasDoneInTheProjectByWhomever() {
        world.running("watched");
        Person viewer = world.people.newMember(world.project.id(), Role.PROJECT_VIEWER);
        var window = world.window(viewer);
        window.navigate(ActivityView.class);
        assertThat(rows(window))
                .contains("watched")
                .contains(world.member.user().name());
    }

    @Test
    void anAdministratorSearchesTheRecordOnScreen() {
        world.running("on-screen");
        var window = world.window(world.people.newAdministrator());
        window.navigate(AuditView.class);
        window.test(window.find(TextField.class)
                        .withCondition(f -> "Target: name or id".equals(f.getPlaceholder()))
                        .single())
                .setValue("on-screen");
        assertThat(rows(window)).contains("on-screen").doesNotContain("tenant.create");
        press(window, button(window, "Verify"));
        assertThat(words(window)).contains("intact");
    }

    @Test
    @Tag("real")
    void looksRightInABrowser() {
        world.running("web-1");
        world.stopped("web-2");
        prices.set(
                Instant.now().truncatedTo(ChronoUnit.HOURS),
                "EUR",
                Map.of(Dimension.VCPUS, new BigDecimal("40"), Dimension.MEMORY_MIB, new BigDecimal("12.5")),
                Actor.system("test"));
        Person admin = world.people.newAdministrator();
        try (Browser browser = Browser.start()) {
            Page page = browser.desk("http://127.0.0.1:" + port);
            Browser.signIn(page, world.member.user().name(), People.PASSWORD);
            page.navigate("/usage");
            PlaywrightAssertions.assertThat(page.locator("slipway-plot canvas")).isVisible();
            PlaywrightAssertions.assertThat(page.getByText("web-2").first()).isVisible();
            Screenshots.take(page, "usage");
            var download = page.waitForDownload(
                    () -> page.getByText("Download CSV").first().click());
            assertThat(download.suggestedFilename()).startsWith("usage-").endsWith(".csv");
            page.navigate("/activity");
            PlaywrightAssertions.assertThat(page.getByText("web-2").first()).isVisible();
            Screenshots.take(page, "activity");
            page.context().close();

            Page desk = browser.desk("http://127.0.0.1:" + port);
            Browser.signIn(desk, admin.user().name(), People.PASSWORD);
            desk.navigate("/admin/usage");
            PlaywrightAssertions.assertThat(desk.getByText("New prices").first())
                    .isVisible();
            Screenshots.take(desk, "admin-usage");
            desk.getByText("New prices").first().click();
            PlaywrightAssertions.assertThat(desk.getByText("Set prices")).isVisible();
            Screenshots.take(desk, "new-prices");
            desk.navigate("/usage/all");
            PlaywrightAssertions.assertThat(desk.getByText("All usage").first()).isVisible();
            Screenshots.take(desk, "usage-all");
            desk.navigate("/admin/audit");
            PlaywrightAssertions.assertThat(desk.getByText("Verify").first()).isVisible();
            desk.getByText("Verify").first().click();
            PlaywrightAssertions.assertThat(desk.getByText("intact").first()).isVisible();
            Screenshots.take(desk, "audit");
            desk.context().close();
            assertThat(browser.complaints()).isEmpty();
        }
    }

    /** What the first table would show, read as it reads. */
    private static String rows(BrowserlessUIContext window) {
        Grid<?> grid = window.find(Grid.class).all().getFirst();
        return grid.getDataProvider()
                .fetch(new Query<>(0, 50, List.of(), null, null))
                .toList()
                .toString();
    }

    private ApiClient client(Person person) {
        return new ApiClient(port, Optional.of(person.token()));
    }
}
