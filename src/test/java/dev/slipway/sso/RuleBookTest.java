package dev.slipway.sso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.identity.Role;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.RuleId;
import dev.slipway.tenant.ProvidedMemberships.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleBookTest {
    private final List<RuleView> rules = new ArrayList<>();

    @Test
    void readsTenantAndProjectFromTheValue() {
        rule("groups", "/tenants/{tenant}/{project}/members", Role.PROJECT_MEMBER);

        assertThat(memberships(groups("/tenants/acme/web/members", "/tenants/acme/web/managers", "/other")))
                .containsExactly(new Wanted("acme", Optional.of("web"), Role.PROJECT_MEMBER, false));
    }

    @Test
    void findsAClaimInsideOfObjectsAndByANameWithDots() {
        rule("realm_access.roles", "boss", Role.PLATFORM_ADMIN);
        rule("https://example.org/roles", "boss", Role.PLATFORM_AUDITOR);

        assertThat(platformRole(Map.of("realm_access", Map.of("roles", List.of("x", "boss")))))
                .contains(Role.PLATFORM_ADMIN);
        assertThat(platformRole(Map.of("https://example.org/roles", "boss"))).contains(Role.PLATFORM_AUDITOR);
        assertThat(platformRole(Map.of("realm_access", "boss"))).isEmpty();
        assertThat(platformRole(Map.of("realm_access", Map.of("roles", Map.of("boss", true)))))
                .isEmpty();
    }

    @Test
    void letsTheFirstRuleDecideAboutAPlace() {
        rule("groups", "/tenants/{tenant}/viewers", Role.PROJECT_VIEWER);
        rule("groups", "/tenants/{tenant}/managers", Role.PROJECT_MANAGER);

        assertThat(memberships(groups("/tenants/acme/managers", "/tenants/acme/viewers", "/tenants/lab/managers")))
                .containsExactly(
                        new Wanted("acme", Optional.empty(), Role.PROJECT_VIEWER, false),
                        new Wanted("lab", Optional.empty(), Role.PROJECT_MANAGER, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/tenants/a/b/web/members | slash in a name",
                "/tenants//web/members | empty name",
                "/tenants/acme/web/members/ | something behind",
                "x/tenants/acme/web/members | something before",
                "/TENANTS/acme/web/members | other case"
            })
    void takesOnlyWhatFitsWhole(String group, String why) {
        rule("groups", "/tenants/{tenant}/{project}/members", Role.PROJECT_MEMBER);

        assertThat(memberships(groups(group))).as(why).isEmpty();
    }

    @Test
    void takesWhatRegularExpressionsAndDatabasesWouldTakeForTheirs() {
        rule("groups", "/t.*/{tenant}", Role.TENANT_ADMIN);
        rule("groups", "/q/{tenant}", Role.TENANT_ADMIN);

        assertThat(memberships(groups("/tenants/acme"))).isEmpty();
        assertThat(memberships(groups("/q/O'Brien \"& Söhne\" $1 \\E (.*) 漢字 🚢")))
                .extracting(Wanted::tenant)
                .containsExactly("O'Brien \"& Söhne\" $1 \\E (.*) 漢字 🚢");
    }

    @Test
    void looksThroughTenThousandGroupsInNoTime() {
        rule("groups", "/tenants/{tenant}/{project}/members", Role.PROJECT_MEMBER);
        List<String> many = new ArrayList<>(
                IntStream.range(0, 9_999).mapToObj(i -> "/teams/t-" + i + "/x").toList());
        many.add("/tenants/acme/web/members");

        Assertions.assertTimeout(
                Duration.ofSeconds(2),
                () -> assertThat(memberships(Map.of("groups", many))).hasSize(1));
    }

    @Test
    void refusesInWordsWhatIsBeyondAllMeasure() {
        rule("groups", "/tenants/{tenant}/members", Role.PROJECT_MEMBER);

        assertThatThrownBy(() -> memberships(Map.of("groups", numbered(10_001))))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("10001 values");
        assertThatThrownBy(() -> memberships(groups("x".repeat(1_001))))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("more than 1000 characters");
        assertThatThrownBy(() -> memberships(Map.of("groups", numbered(501))))
                .isInstanceOf(InvalidRequest.class)
                .hasMessageContaining("more than 500 memberships");
        assertThat(memberships(Map.of("groups", numbered(500)))).hasSize(500);
    }

    @Test
    void doesNotHangOnValuesMadeToHangIt() {
        rule("groups", "{tenant}a{project}a", Role.PROJECT_MEMBER);

        Assertions.assertTimeout(Duration.ofSeconds(2), () -> memberships(groups("a".repeat(999) + "b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{tenant}{project}", "{tenant}/{tenant}", "{Tenant}/x", "{}", "{tenant}/{else}"})
    void refusesPatternsThatMeanNothing(String value) {
        assertThatThrownBy(() -> draft("groups", value, Role.PROJECT_MEMBER, "", ""))
                .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void refusesRulesThatSayTooLittleOrTooMuch() {
        assertThatThrownBy(() -> draft("groups", "/devs", Role.PROJECT_MEMBER, "", ""))
                .hasMessageContaining("Name the tenant");
        assertThatThrownBy(() -> draft("groups", "/{tenant}", Role.PROJECT_MEMBER, "acme", ""))
                .hasMessageContaining("already");
        assertThatThrownBy(() -> draft("groups", "/{tenant}/{project}", Role.PROJECT_MEMBER, "", "web"))
                .hasMessageContaining("already");
        assertThatThrownBy(() -> draft("groups", "/boss", Role.PLATFORM_ADMIN, "acme", ""))
                .hasMessageContaining("everywhere");
        assertThatThrownBy(() -> draft("groups", "/{tenant}/{project}", Role.TENANT_ADMIN, "", ""))
                .hasMessageContaining("not one of a project");
        assertThatThrownBy(() -> draft(" ", "/x", Role.PLATFORM_ADMIN, "", "")).hasMessageContaining("Name the claim");
        assertThatThrownBy(() -> draft("groups", "x".repeat(256), Role.PLATFORM_ADMIN, "", ""))
                .isInstanceOf(InvalidRequest.class);
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "/tenants/t-" + i + "/members")
                .toList();
    }

    private List<Wanted> memberships(Map<String, Object> claims) {
        return RuleBook.memberships(new RuleBook(rules).hits(new Claims(claims)))
                .toList();
    }

    private Optional<Role> platformRole(Map<String, Object> claims) {
        return RuleBook.platformRole(new RuleBook(rules).hits(new Claims(claims)));
    }

    private static Map<String, Object> groups(String... groups) {
        return Map.of("groups", List.of(groups));
    }

    private void rule(String claim, String value, Role role) {
        rules.add(new RuleView(RuleId.random(), rules.size() + 1, draft(claim, value, role, "", "")));
    }

    private static RuleDraft draft(String claim, String value, Role role, String tenant, String project) {
        return new RuleDraft(claim, value, role, Optional.of(tenant), Optional.of(project), false);
    }
}
