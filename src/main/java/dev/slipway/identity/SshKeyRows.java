package dev.slipway.identity;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface SshKeyRows extends JpaRepository<SshKeyRow, UUID> {
    @Query("select k from SshKeyRow k where k.userId = :user order by k.name")
    List<SshKeyRow> of(UUID user);

    @Query("select k from SshKeyRow k where k.userId = :user and k.id in :ids order by k.name")
    List<SshKeyRow> of(UUID user, Collection<UUID> ids);

    @Query("select k from SshKeyRow k where k.userId = :user and k.id = :id")
    Optional<SshKeyRow> one(UUID user, UUID id);
}
