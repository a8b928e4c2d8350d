package dev.slipway.sso;

import dev.slipway.identity.Role;
import dev.slipway.kernel.InvalidRequest;
import java.util.Optional;

/**
 * Who has this value in that claim, gets this role there.
 *
 * @param claim its name in the token, with dots into objects: {@code realm_access.roles}
 * @param value to the letter, or with <code>{tenant}</code> and <code>{project}</code> for names that it carries
 * @param tenant where, if the value does not say; none for platform roles
 * @param project where, if the value does not say; empty is the tenant's default project
 * @param create whether tenant and project are made when somebody first comes who belongs there
 */
public record RuleDraft(
        String claim, String value, Role role, Optional<String> tenant, Optional<String> project, boolean create) {
    private static final int LONGEST = 255;
    private static final int LONGEST_NAME = 63;

    public RuleDraft {
        claim = line(claim, LONGEST, "claim", "Name the claim, such as groups.");
        value = line(value, LONGEST, "value", "Say which value it must have, such as /tenants/{tenant}/members.");
        tenant = tenant.map(String::strip).filter(t -> !t.isEmpty());
        project = project.map(String::strip).filter(p -> !p.isEmpty());
        tenant.ifPresent(t -> line(t, LONGEST_NAME, "tenant", "A tenant's name has up to 63 characters."));
        project.ifPresent(p -> line(p, LONGEST_NAME, "project", "A project's name has up to 63 characters."));
        check(ValuePattern.parse(value), role, tenant, project);
        create = create && !isPlatform(role);
    }

    private static void check(ValuePattern pattern, Role role, Optional<String> tenant, Optional<String> project) {
        boolean ofProject = !isPlatform(role) && role != Role.TENANT_ADMIN;
        if (isPlatform(role)) {
            if (tenant.isPresent() || project.isPresent() || pattern.names(ValuePattern.TENANT)) {
                throw invalid("tenant", "A " + role.title() + " is one everywhere: name no tenant and no project.");
            }
        } else if (tenant.isPresent() == pattern.names(ValuePattern.TENANT)) {
            throw invalid(
                    "tenant",
                    tenant.isPresent()
                            ? "The tenant is in the value already, as {tenant}. Name none here."
                            : "Name the tenant, or write {tenant} where the value carries its name.");
        }
        if (project.isPresent() && pattern.names(ValuePattern.PROJECT)) {
            throw invalid("project", "The project is in the value already, as {project}. Name none here.");
        }
        if (!ofProject && (project.isPresent() || pattern.names(ValuePattern.PROJECT))) {
            throw invalid("project", "A " + role.title() + " is not one of a project: name none.");
        }
    }

    static boolean isPlatform(Role role) {
        return role == Role.PLATFORM_ADMIN || role == Role.PLATFORM_AUDITOR;
    }

    /** What it gives, in words: {@code project member in {tenant} / web}. */
    public String gives() {
        if (isPlatform(role)) {
            return role.title();
        }
        String where = tenant.orElse(ValuePattern.TENANT);
        String inside = value.contains(ValuePattern.PROJECT) ? ValuePattern.PROJECT : project.orElse("default");
        return role == Role.TENANT_ADMIN
                ? role.title() + " of " + where
                : role.title() + " in " + where + " / " + inside;
    }

    private static String line(String text, int longest, String field, String sentence) {
        String line = text.strip();
        if (line.isEmpty() || line.length() > longest || line.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidRequest("invalid-" + field, field, sentence);
        }
        return line;
    }

    private static InvalidRequest invalid(String field, String sentence) {
        return new InvalidRequest("invalid-" + field, field, sentence);
    }
}
