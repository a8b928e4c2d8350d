package dev.slipway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page that says who may do what is what the code does. */
class PermissionsDocTest {
    private static final Path PAGE = Path.of("docs/reference/permissions.md");

    @Test
    void pageAndRolesSayTheSame() throws Exception {
        String page = page();
        if (Boolean.getBoolean("slipway.write-golden-files")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("roles changed: look at the difference, then write the page with -Dslipway.write-golden-files=true")
                .isEqualTo(page);
    }

    private static String page() {
        Role[] roles = Role.values();
        StringBuilder page = new StringBuilder("# Who may do what\n\n")
                .append("A role holds where it is given and below: on the platform everywhere, on a tenant in all of"
                        + " its")
                .append(" projects.\nThis page is generated from the roles, and a test compares the two.\n\n")
                .append("One exception: the limits of a tenant itself are set on the platform only, so that nobody"
                        + " sets")
                .append(" those they live under.\n\n| |")
                .append(Arrays.stream(roles).map(Role::words).collect(Collectors.joining(" | ", " ", " |\n|---|")))
                .append(":-:|".repeat(roles.length))
                .append('\n');
        for (Permission permission : Permission.values()) {
            page.append("| ")
                    .append(permission.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .append(Arrays.stream(roles)
                            .map(r -> r.allows(permission) ? "✔" : "✘")
                            .collect(Collectors.joining(" | ", " | ", " |\n")));
        }
        return page.toString();
    }
}
