package dev.slipway.identity;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.transaction.annotation.Transactional;

interface UserRows extends JpaRepository<UserRow, UUID> {
    @Query("select u from UserRow u where u.name = :name")
    Optional<UserRow> named(String name);

    /** The same password with a stronger hash, unless it was changed meanwhile. Past the version: nothing else changes. */
    @Transactional
    @Modifying
    @Query("update UserRow u set u.passwordHash = :stronger where u.id = :id and u.passwordHash = :hash")
    void replaceHash(UUID id, @Nullable String hash, String stronger);

    /** Held until the transaction ends: what a user may have only so many of is counted under it. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select u from UserRow u where u.id = :id")
    Optional<UserRow> locked(UUID id);

    /** All of them, held in one order, so that two administrators cannot dismiss each other at once. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select u from UserRow u where u.platformRole = dev.slipway.identity.Role.PLATFORM_ADMIN order by u.id")
    List<UserRow> lockedAdministrators();
}
