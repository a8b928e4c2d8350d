package dev.slipway.identity;

import static dev.slipway.identity.Permission.*;

import java.util.EnumSet;
import java.util.Set;

/** A named set of permissions, given on the platform, a tenant or a project. */
public enum Role {
    PLATFORM_ADMIN("platform administrator", EnumSet.allOf(Permission.class)),
    PLATFORM_AUDITOR(
            "platform auditor",
            EnumSet.of(
                    VM_READ,
                    QUOTA_READ,
                    USAGE_READ,
                    IMAGE_READ,
                    NETWORK_READ,
                    HOST_READ,
                    PROJECT_READ,
                    MEMBER_READ,
                    TENANT_READ,
                    USER_READ,
                    SIGN_IN_RULE_READ,
                    AUDIT_READ)),
    TENANT_ADMIN(
            "tenant administrator",
            EnumSet.of(
                    VM_READ,
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
                    VM_MOVE,
                    QUOTA_READ,
                    QUOTA_EDIT,
                    MEMBER_QUOTA_EDIT,
                    QUOTA_REQUEST,
                    USAGE_READ,
                    IMAGE_READ,
                    IMAGE_OWN,
                    NETWORK_READ,
                    PROJECT_READ,
                    PROJECT_EDIT,
                    MEMBER_READ,
                    MEMBER_EDIT,
                    TENANT_READ,
                    USER_READ,
                    AUDIT_READ)),
    PROJECT_MANAGER(
            "manager",
            "project manager",
            EnumSet.of(
                    VM_READ,
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
                    VM_MOVE,
                    QUOTA_READ,
                    MEMBER_QUOTA_EDIT,
                    QUOTA_REQUEST,
                    USAGE_READ,
                    IMAGE_READ,
                    IMAGE_OWN,
                    NETWORK_READ,
                    PROJECT_READ,
                    PROJECT_EDIT,
                    MEMBER_READ,
                    MEMBER_EDIT,
                    AUDIT_READ)),
    PROJECT_MEMBER(
            "member",
            "project member",
            EnumSet.of(
                    VM_READ,
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
                    QUOTA_READ,
                    QUOTA_REQUEST,
                    USAGE_READ,
                    IMAGE_READ,
                    NETWORK_READ,
                    PROJECT_READ,
                    MEMBER_READ)),
    PROJECT_VIEWER(
            "viewer",
            "project viewer",
            EnumSet.of(VM_READ, QUOTA_READ, USAGE_READ, IMAGE_READ, NETWORK_READ, PROJECT_READ, MEMBER_READ));

    private final String words;
    private final String title;
    private final Set<Permission> permissions;

    Role(String words, Set<Permission> permissions) {
        this(words, words, permissions);
    }

    Role(String words, String title, Set<Permission> permissions) {
        this.words = words;
        this.title = title;
        this.permissions = Set.copyOf(permissions);
    }

    /** As people read it where it is given, such as {@code member}. */
    public String words() {
        return words;
    }

    /** Where nothing else says of what it is one, such as {@code project member}. */
    public String title() {
        return title;
    }

    /** Whether it is ever given so that it holds there: a project's manager manages no platform. */
    boolean reaches(Scope scope) {
        return switch (this) {
            case PLATFORM_ADMIN, PLATFORM_AUDITOR -> true;
            case TENANT_ADMIN -> scope.tenant() != null;
            case PROJECT_MANAGER, PROJECT_MEMBER, PROJECT_VIEWER -> scope.project() != null;
        };
    }

    public boolean allows(Permission permission) {
        return permissions.contains(permission);
    }
}
