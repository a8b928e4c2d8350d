package dev.slipway.tenant;

import dev.slipway.identity.Actor;
import dev.slipway.identity.Role;
import dev.slipway.kernel.InvalidRequest;
import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.TenantId;
import dev.slipway.tenant.ProvidedMembershipRows.Place;
import dev.slipway.tenant.ProvidedMemberships.Result;
import dev.slipway.tenant.ProvidedMemberships.Wanted;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the tenants and projects that single sign-on names, or makes them. Names are compared to the letter, other than by
 * the database: a group that is only spelled like a tenant must not lead into it.
 */
@Component
class ProvidedPlaces {
    private final ProvidedMembershipRows rows;
    private final Tenants tenants;

    ProvidedPlaces(ProvidedMembershipRows rows, Tenants tenants) {
        this.rows = rows;
        this.tenants = tenants;
    }

    /** @param place where it is, empty if it is nowhere (yet) */
    record Found(Wanted wanted, Optional<Place> place, Result result) {
        static Found not(Wanted wanted, Result why) {
            return new Found(wanted, Optional.empty(), why);
        }
    }

    List<Found> find(List<Wanted> wanted) {
        Known known = known(wanted);
        return wanted.stream().map(w -> find(w, known)).toList();
    }

    List<Found> findOrMake(List<Wanted> wanted, Actor actor) {
        Known known = known(wanted);
        return wanted.stream()
                .map(w -> {
                    Found found = find(w, known);
                    return found.result() == Result.CREATED ? make(w, known, actor) : found;
                })
                .toList();
    }

    private static Found find(Wanted wanted, Known known) {
        if (!isName(wanted.tenant())
                || !wanted.project().map(ProvidedPlaces::isName).orElse(true)) {
            return Found.not(wanted, Result.NO_NAME);
        }
        TenantId tenant = known.tenants().get(wanted.tenant());
        if (tenant == null) {
            boolean possible = wanted.create() && known.isFree(wanted.tenant());
            return Found.not(wanted, possible ? Result.CREATED : Result.NO_TENANT);
        }
        if (wanted.role() == Role.TENANT_ADMIN) {
            return found(wanted, new Place(tenant, Optional.empty(), wanted.tenant()));
        }
        Place project = known.project(tenant, wanted.project());
        if (project == null) {
            boolean possible = wanted.create()
                    && wanted.project().filter(p -> known.isFree(tenant, p)).isPresent();
            return Found.not(wanted, possible ? Result.CREATED : Result.NO_PROJECT);
        }
        return found(wanted, project);
    }

    private Found make(Wanted wanted, Known known, Actor actor) {
        TenantId tenant = known.tenants().get(wanted.tenant());
        if (tenant == null) {
            ProjectView first = tenants.createTenant(wanted.tenant(), actor);
            tenant = first.tenant();
            known.tenants().put(wanted.tenant(), tenant);
            known.add(tenant, first.name(), true, first.id());
        }
        if (wanted.role() == Role.TENANT_ADMIN) {
            return made(wanted, new Place(tenant, Optional.empty(), wanted.tenant()));
        }
        Place project = known.project(tenant, wanted.project());
        if (project == null) {
            ProjectView view = tenants.createProject(tenant, wanted.project().orElseThrow(), actor);
            known.add(tenant, view.name(), false, view.id());
            project = new Place(tenant, Optional.of(view.id()), view.name());
        }
        return made(wanted, project);
    }

    private static Found found(Wanted wanted, Place place) {
        return new Found(wanted, Optional.of(place), Result.GIVEN);
    }

    private static Found made(Wanted wanted, Place place) {
        return new Found(wanted, Optional.of(place), Result.CREATED);
    }

    private static boolean isName(String name) {
        try {
            return Names.valid(name).equals(name);
        } catch (InvalidRequest e) {
            return false;
        }
    }

    private Known known(List<Wanted> wanted) {
        List<String> names = wanted.stream()
                .map(Wanted::tenant)
                .filter(ProvidedPlaces::isName)
                .distinct()
                .toList();
        Known known = new Known(new HashMap<>(), rows.tenantsLike(names), new HashMap<>());
        Map<TenantId, String> exact = known.like().entrySet().stream()
                .filter(e -> names.contains(e.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        exact.forEach((id, name) -> known.tenants().put(name, id));
        rows.projectsOf(exact.keySet()).forEach(p -> known.add(p.tenant(), p.name(), p.isDefault(), p.id()));
        return known;
    }

    /** @param like tenants that the database takes for those, which may differ in case or accents */
    private record Known(Map<String, TenantId> tenants, Map<TenantId, String> like, Map<String, Place> projects) {
        /** A name that the database takes for another's cannot be given to a new one. */
        boolean isFree(String name) {
            return like.values().stream().noneMatch(other -> folded(other).equals(folded(name)));
        }

        boolean isFree(TenantId tenant, String project) {
            String key = folded(tenant + "/" + project);
            return projects.keySet().stream().noneMatch(other -> folded(other).equals(key));
        }

        private static String folded(String name) {
            return Normalizer.normalize(name, Normalizer.Form.NFKD)
                    .replaceAll("\\p{M}", "")
                    .toLowerCase(Locale.ROOT);
        }

        void add(TenantId tenant, String name, boolean isDefault, ProjectId project) {
            Place place = new Place(tenant, Optional.of(project), name);
            projects.put(tenant + "/" + name, place);
            if (isDefault) {
                projects.put(tenant + "/", place);
            }
        }

        @Nullable
        Place project(TenantId tenant, Optional<String> name) {
            return projects.get(tenant + "/" + name.orElse(""));
        }
    }
}
