package dev.spywatcher.socket;

import java.nio.file.Path;

/**
 * Where the certificate is.
 *
 * @param certificate PEM, the server's own first, then those that lead to its root
 * @param key PEM, PKCS#8, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {}
