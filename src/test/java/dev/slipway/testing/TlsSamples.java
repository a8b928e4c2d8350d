package dev.slipway.testing;

/** A certificate that vouches for itself until 2126, its key, and the key of another. They open nothing. */
public final class TlsSamples {
    public static final String CERTIFICATE = """
        -----BEGIN CERTIFICATE-----
        MIIBdzCCAR2gAwIBAgIUH74iNSvspOCZ4g3CAVY0xuxb1UYwCgYIKoZIzj0EAwIw
        EDEOMAwGA1UEAwwFb3RoZXIwIBcNMjYxMTI2MTYxMzQ4WhgPMjEyNjExMDIxNjEz
        NDhaMBAxDjAMBgNVBAMMBW90aGVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
        rGWbqGrS/NAD9+VBaoqsMIjvbT4dSHoQIbPn/CGzsju5EKTcwOA9iHUU4I1c3rTI
        ScQsvTKxrQSTNi+iyhclRaNTMFEwHQYDVR0OBBYEFCvgGPRAoMVh/J7hhaJiYnX1
        kaosMB8GA1UdIwQYMBaAFCvgGPRAoMVh/J7hhaJiYnX1kaosMA8GA1UdEwEB/wQF
        MAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgCSvfQf9ykRsMAPHqOetLxR3nDE1nM12q
        aoUyZA3TSB4CIQD3HQGou3f1VsI64w74clg2myQAtnz50pOJ5Ww43l2rTA==
        -----END CERTIFICATE-----
        """;

    public static final String KEY = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgqLoE4kmy6+/fl518
        KCgcMoQnWhH30EcFRNJwFRT5zgihRANCAASsZZuoatL80AP35UFqiqwwiO9tPh1I
        ehAhs+f8IbOyO7kQpNzA4D2IdRTgjVzetMhJxCy9MrGtBJM2L6LKFyVF
        -----END PRIVATE KEY-----
        """;

    public static final String OTHER_KEY = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgNrl64feB/0LYwNrr
        HnjT/0oLg92xw3rkE2gzINQP4VqhRANCAARUCzYc5+M+R/IVq/UTVwvtge9GLM7z
        JvKOueVjGkvjiJp/+URGlCQAcjbnZrKow445gGVCP9EeUl6JmFMnbBQp
        -----END PRIVATE KEY-----
        """;

    private TlsSamples() {}
}
