package dev.slipway.vm.tag;

import static dev.slipway.vm.state.VmRowMapper.uuid;

import dev.slipway.kernel.ProjectId;
import dev.slipway.kernel.VmId;
import dev.slipway.vm.VmTags;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code vm_tag}. Written under the lock of the VM's row; gone with it. */
@Component
public class TagRows {
    private final JdbcClient jdbc;

    TagRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public VmTags of(VmId vm) {
        return of(List.of(vm)).getOrDefault(vm, VmTags.NONE);
    }

    /** Only of those that have some. */
    public Map<VmId, VmTags> of(Collection<VmId> vms) {
        var found = new HashMap<VmId, TreeSet<String>>();
        if (!vms.isEmpty()) {
            jdbc.sql("select vm_id, tag from vm_tag where vm_id in (:vms)")
                    .param("vms", vms.stream().map(VmId::value).toList())
                    .query(row -> {
                        found.computeIfAbsent(new VmId(uuid(row, "vm_id")), vm -> new TreeSet<>())
                                .add(row.getString("tag"));
                    });
        }
        return found.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, of -> new VmTags(of.getValue())));
    }

    /** What is put on one goes onto another one that is new. */
    public void copy(VmId from, VmId to) {
        jdbc.sql("insert into vm_tag (vm_id, tag) select ?, tag from vm_tag where vm_id = ?")
                .params(to.value(), from.value())
                .update();
    }

    /** In use on a project's VMs, by letter. */
    List<String> used(ProjectId project, String beginning, int most) {
        return jdbc.sql("select distinct t.tag from vm v join vm_tag t on t.vm_id = v.id"
                        + " where v.project_id = ? and left(t.tag, char_length(?)) = ? order by t.tag limit " + most)
                .params(project.value(), beginning, beginning)
                .query(String.class)
                .list();
    }

    void put(VmId vm, VmTags before, VmTags after) {
        for (var tag : before.words()) {
            if (!after.has(tag)) {
                jdbc.sql("delete from vm_tag where vm_id = ? and tag = ?")
                        .params(vm.value(), tag)
                        .update();
            }
        }
        for (var tag : after.words()) {
            if (!before.has(tag)) {
                jdbc.sql("insert into vm_tag (vm_id, tag) values (?, ?)")
                        .params(vm.value(), tag)
                        .update();
            }
        }
    }
}
