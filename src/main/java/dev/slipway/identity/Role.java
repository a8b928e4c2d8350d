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
                    VM_DELETE,
                    VM_MOVE,
                    QUOTA_READ,
                    QUOTA_EDIT,
                    MEMBER_QUOTA_EDIT,
                    QUOTA_REQUEST,
                    USAGE_READ,
                    IMAGE_READ,
                    NETWORK_READ,
                    PROJECT_READ,
                    PROJECT_EDIT,
                    MEMBER_READ,
                    MEMBER_EDIT,
                    TENANT_READ,
                    USER_READ,
                    AUDIT_READ)),
    PROJECT_MANAGER(
            "project manager",
            EnumSet.of(
                    VM_READ,
                    VM_LAUNCH,
                    VM_POWER,
                    VM_CONSOLE,
                    VM_DELETE,
                    VM_MOVE,
                    QUOTA_READ,
                    MEMBER_QUOTA_EDIT,
                    QUOTA_REQUEST,
                    USAGE_READ,
                    IMAGE_READ,
                    NETWORK_READ,
                    PROJECT_READ,
                    PROJECT_EDIT,
                    MEMBER_READ,
                    MEMBER_EDIT,
                    AUDIT_READ)),
    PROJECT_MEMBER(
            "project member",
            EnumSet.of(
                    VM_READ,
                    VM_LAUNCH,
                    VM_POWER,
                    VM_CONSOLE,
                    VM_DELETE,
                    QUOTA_READ,
                    QUOTA_REQUEST,
                    USAGE_READ,
                    IMAGE_READ,
                    NETWORK_READ,
                    PROJECT_READ,
                    MEMBER_READ)),
    PROJECT_VIEWER(
            "project viewer",
            EnumSet.of(VM_READ, QUOTA_READ, USAGE_READ, IMAGE_READ, NETWORK_READ, PROJECT_READ, MEMBER_READ));

    private final String words;
    private final Set<Permission> permissions;

    Role(String words, Set<Permission> permissions) {
        this.words = words;
        this.permissions = Set.copyOf(permissions);
    }

    /** As people read it, such as {@code project member}. */
    public String words() {
        return words;
    }

    public boolean allows(Permission permission) {
        return permissions.contains(permission);
    }
}
