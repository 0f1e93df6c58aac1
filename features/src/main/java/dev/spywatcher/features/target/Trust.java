package dev.spywatcher.features.target;

import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.X509TrustManager;

/** Whom a client trusts on https and wss. */
public record Trust(SSLSocketFactory sockets, X509TrustManager manager) {}
