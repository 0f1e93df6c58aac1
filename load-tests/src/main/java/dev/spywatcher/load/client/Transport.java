package dev.spywatcher.load.client;

/** A way of Engine.IO packets to one session and back. Used and telling on one event loop alone. */
interface Transport {

  /** Who is told. */
  interface Sink {
    /** A packet has come. */
    void packet(String packet);

    /** It has ended, or could not begin; told once, and nothing after it. */
    void ended(String reason);
  }

  void open();

  void send(String packet);

  /** Tells the server that this is the end, after all that was sent before, and ends it. */
  void leave();

  /** Ends it without telling anybody. */
  void close();
}
