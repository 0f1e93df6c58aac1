package dev.spywatcher.fault;

import dev.spywatcher.limit.TrustedProxies;
import dev.spywatcher.socket.Conduct;
import dev.spywatcher.socket.Session;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passes everything on; a fault overrides what it breaks. */
abstract class OverConduct implements Conduct {

  final Conduct honest;

  OverConduct(Conduct honest) {
    this.honest = honest;
  }

  @Override
  public Map<String, Object> open(Map<String, Object> fields) {
    return honest.open(fields);
  }

  @Override
  public boolean serves(String transport) {
    return honest.serves(transport);
  }

  @Override
  public boolean speaks(@Nullable String version) {
    return honest.speaks(version);
  }

  @Override
  public boolean listens() {
    return honest.listens();
  }

  @Override
  public boolean hearsPongs() {
    return honest.hearsPongs();
  }

  @Override
  public boolean pings() {
    return honest.pings();
  }

  @Override
  public Duration allowedSilence(Duration due) {
    return honest.allowedSilence(due);
  }

  @Override
  public Duration connectTimeout(Duration due) {
    return honest.connectTimeout(due);
  }

  @Override
  public boolean answersProbes() {
    return honest.answersProbes();
  }

  @Override
  public boolean keepsWhatWaits() {
    return honest.keepsWhatWaits();
  }

  @Override
  public boolean closesMalformed(Session session) {
    return honest.closesMalformed(session);
  }

  @Override
  public boolean tellsDisconnect() {
    return honest.tellsDisconnect();
  }

  @Override
  public Duration rejectionDelay() {
    return honest.rejectionDelay();
  }

  @Override
  public boolean endsRejected() {
    return honest.endsRejected();
  }

  @Override
  public boolean looksIntoQuery() {
    return honest.looksIntoQuery();
  }

  @Override
  public Object payload(String event, Object payload) {
    return honest.payload(event, payload);
  }

  @Override
  public boolean takes(Session session, String event) {
    return honest.takes(session, event);
  }

  @Override
  public boolean admitsEveryOrigin() {
    return honest.admitsEveryOrigin();
  }

  @Override
  public @Nullable String hiddenHeader() {
    return honest.hiddenHeader();
  }

  @Override
  public boolean acceptsPlain() {
    return honest.acceptsPlain();
  }

  @Override
  public boolean endsCleanly() {
    return honest.endsCleanly();
  }

  @Override
  public boolean refusesAtShutdown() {
    return honest.refusesAtShutdown();
  }

  @Override
  public boolean boundsQueues() {
    return honest.boundsQueues();
  }

  @Override
  public TrustedProxies trusted(TrustedProxies configured) {
    return honest.trusted(configured);
  }
}
