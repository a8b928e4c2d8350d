package dev.slipway.vm.launch;

import dev.slipway.kernel.ProjectId;
import dev.slipway.vm.VmName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Chooses the names of VMs that are launched at once. */
@Component
class LaunchNames {
    private final JdbcClient jdbc;

    LaunchNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * As many as are wanted, in the order of their numbers. Whether they are still free is for the writing of their rows
     * to find out.
     *
     * @throws dev.slipway.kernel.InvalidRequest if they would be no names
     */
    List<String> choose(Numbering numbering, ProjectId project) {
        if (!numbering.isNumbered()) {
            return List.of(new VmName(numbering.pattern()).value());
        }
        // The pattern before the question, since what is no part of a name might mean something else to the database.
        new VmName(numbering.name(numbering.first().orElse(1)));
        if (numbering.first().isPresent()) {
            return checked(numbering.inARow(numbering.first().getAsInt()));
        }
        var taken = taken(numbering, project);
        return checked(IntStream.iterate(1, n -> n + 1)
                .mapToObj(numbering::name)
                .filter(name -> !taken.contains(name))
                .limit(numbering.count())
                .toList());
    }

    /** A higher number is a longer name. */
    private static List<String> checked(List<String> names) {
        names.forEach(VmName::new);
        return names;
    }

    private Set<String> taken(Numbering numbering, ProjectId project) {
        return new HashSet<>(jdbc.sql("select live_name from vm where project_id = ? and live_name like ?")
                .params(project.value(), numbering.before() + "%" + numbering.after())
                .query(String.class)
                .list());
    }
}
