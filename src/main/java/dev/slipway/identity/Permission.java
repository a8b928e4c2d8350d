package dev.slipway.identity;

/** What may be done, as verb on a noun. A role is a set of these. */
public enum Permission {
    VM_READ,
    VM_LAUNCH,
    VM_POWER,
    VM_CONSOLE,
    VM_DELETE,
    QUOTA_READ,
    QUOTA_EDIT,
    IMAGE_READ,
    IMAGE_EDIT,
    SIZE_EDIT,
    NETWORK_READ,
    NETWORK_EDIT,
    HOST_READ,
    HOST_EDIT,
    PROJECT_READ,
    PROJECT_EDIT,
    USER_READ,
    USER_EDIT,
    AUDIT_READ
}
