package dev.slipway.audit;

/** How an export is written. */
public enum AuditFormat {
    CSV("text/csv"),
    /** One array of objects. */
    JSON("application/json");

    private final String mediaType;

    AuditFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }
}
