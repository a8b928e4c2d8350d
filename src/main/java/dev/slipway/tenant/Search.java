package dev.slipway.tenant;

/** What people type into a search field, for {@code like … escape '!'}. */
final class Search {
    private Search() {}

    static String containing(String text) {
        return "%" + text.strip().replaceAll("([!%_])", "!$1") + "%";
    }
}
