package dev.slipway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.Golden;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page that says who may do what is what the code does. */
class PermissionsDocTest {
    private static final String HEAD = """
            # Who may do what

            A role holds where it is given and below: on the platform everywhere, on a tenant in all of its projects.
            This page is generated from the roles, and a test compares the two. What each role gets from each address,
            screen and inner call is in [api-access](api-access.md), [screen-access](screen-access.md) and
            [facade-access](facade-access.md); from all else that answers, in [other-access](other-access.md).

            A part of a tenant is a project: refusals do not say that word to those whose tenant has only one.

            One exception: the limits of a tenant itself are set on the platform only, so that nobody sets those they live under.
            """;

    /** In the page's order. */
    private enum Area {
        VMS("VMs"),
        LIMITS("Limits and usage"),
        CATALOGUE("Images, sizes and networks"),
        PEOPLE("Tenants, projects and people"),
        PLATFORM("The platform");

        private final String words;

        Area(String words) {
            this.words = words;
        }
    }

    @Test
    void pageAndRolesSayTheSame() throws Exception {
        Golden.page("permissions.md").says(page());
    }

    @Test
    void permissionsAreCalledDifferently() {
        assertThat(Permission.values()).extracting(Permission::words).doesNotHaveDuplicates();
    }

    private static String page() {
        Map<Area, List<Permission>> areas = Arrays.stream(Permission.values())
                .collect(Collectors.groupingBy(PermissionsDocTest::area, TreeMap::new, Collectors.toList()));
        StringBuilder page = new StringBuilder(HEAD);
        areas.forEach((area, permissions) -> page.append(table(area, permissions)));
        return page.toString();
    }

    private static String table(Area area, List<Permission> permissions) {
        List<Role> roles = List.of(Role.values());
        String head = roles.stream().map(Role::title).collect(Collectors.joining(" | ", "| May | ", " |\n"));
        return permissions.stream()
                .map(permission -> roles.stream()
                        .map(role -> role.allows(permission) ? "✔" : "✘")
                        .collect(Collectors.joining(" | ", "| " + permission.words() + " | ", " |\n")))
                .collect(Collectors.joining(
                        "", "\n## " + area.words + "\n\n" + head + "|---|" + ":-:|".repeat(roles.size()) + "\n", ""));
    }

    private static Area area(Permission permission) {
        return switch (permission) {
            case VM_READ,
                    VM_LAUNCH,
                    VM_POWER,
                    VM_CONSOLE,
                    VM_PASSWORD,
                    VM_DISC,
                    VM_RESIZE,
                    VM_DISK,
                    VM_NIC,
                    VM_SNAPSHOT,
                    VM_REBUILD,
                    VM_CLONE,
                    VM_BACKUP,
                    VM_TAG,
                    VM_DELETE,
                    VM_LEASE,
                    VM_SCHEDULE,
                    LEASE_EDIT,
                    VM_MOVE,
                    VM_MIGRATE -> Area.VMS;
            case QUOTA_READ, QUOTA_EDIT, MEMBER_QUOTA_EDIT, QUOTA_REQUEST, USAGE_READ, PRICE_EDIT -> Area.LIMITS;
            case IMAGE_READ, IMAGE_OWN, IMAGE_EDIT, SIZE_EDIT, NETWORK_READ, NETWORK_EDIT -> Area.CATALOGUE;
            case PROJECT_READ, PROJECT_EDIT, MEMBER_READ, MEMBER_EDIT, TENANT_READ, TENANT_EDIT, USER_READ, USER_EDIT ->
                Area.PEOPLE;
            case HOST_READ, HOST_EDIT, SIGN_IN_RULE_READ, SIGN_IN_RULE_EDIT, AUDIT_READ -> Area.PLATFORM;
        };
    }
}
