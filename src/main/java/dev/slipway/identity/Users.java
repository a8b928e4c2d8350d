package dev.slipway.identity;

import dev.slipway.kernel.UserId;
import org.springframework.stereotype.Service;

/** Local accounts. Names are case-insensitive and unique; passwords are hashed with a modern KDF and never shown. */
@Service
public class Users {
    public UserView create(String name, String displayName, String password, Actor actor) {
        throw new UnsupportedOperationException();
    }

    public UserView get(UserId user, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** One's own, knowing the old one. */
    public void changePassword(String oldPassword, String newPassword, Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** The portal-wide role, or none. */
    public void setPlatformRole(UserId user, java.util.Optional<Role> role, Actor actor) {
        throw new UnsupportedOperationException();
    }
}
