package dev.slipway.api;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** One method on one path, as the application really has it. */
public record Route(String method, String path, HandlerMethod handler) {
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");

    public static List<Route> all(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(e -> e.getValue().getBeanType().getPackageName().equals("dev.slipway.api"))
                .flatMap(e -> e.getKey().getPatternValues().stream()
                        .flatMap(path -> e.getKey().getMethodsCondition().getMethods().stream()
                                .map(RequestMethod::name)
                                .map(method -> new Route(method, path, e.getValue()))))
                .sorted(Comparator.comparing(Route::path).thenComparing(Route::method))
                .toList();
    }

    /** Names a thing or a project of somebody. */
    boolean isSomebodys() {
        return path.contains("{") || asksForProject();
    }

    /** Everybody may know that there is such a thing. */
    boolean isAdministration() {
        return path.startsWith("/api/v1/hosts") || path.startsWith("/api/v1/sign-in-rules");
    }

    public String withUnknownIds() {
        return with(Map.of());
    }

    /** The names of the things that the path or the query names. */
    public Set<String> things() {
        var things = VARIABLE.matcher(path)
                .results()
                .map(m -> m.group(1))
                .filter(name -> !name.equals("action"))
                .collect(Collectors.toCollection(TreeSet::new));
        if (asksForProject()) {
            things.add("project");
        }
        if (path.endsWith("/preview")) {
            things.add("size");
        }
        return things;
    }

    /** @param ids by the name that the path or the query gives them; random where none is named */
    public String with(Map<String, String> ids) {
        String filled =
                VARIABLE.matcher(path).replaceAll(m -> m.group(1).equals("action") ? "start" : id(ids, m.group(1)));
        String query = asksForProject()
                ? "?project=" + id(ids, "project")
                : path.endsWith("/preview") ? "?size=" + id(ids, "size") : "";
        return filled + query;
    }

    private boolean asksForProject() {
        return !path.contains("{project}")
                && Arrays.stream(handler.getMethodParameters())
                        .anyMatch(p -> "project".equals(p.getParameter().getName()));
    }

    private static String id(Map<String, String> ids, String name) {
        return ids.getOrDefault(name, UUID.randomUUID().toString());
    }
}
