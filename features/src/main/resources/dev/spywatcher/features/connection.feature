Feature: Connection
  A client reaches the service as any Socket.IO client would.

  Background:
    Given the guild Harbour with the members Ann, Ben and Cleo

  Rule: The service speaks Socket.IO v4 over Engine.IO 4 at its usual path

    @CONN-1
    Scenario Outline: A session by <transport> is opened and connected
      When a raw client opens a session by <transport>
      Then the session has an id and offers <upgrades>
      When the raw client presents a good token of Ann
      Then the raw client is accepted

      Examples:
        | transport | upgrades       |
        | polling   | websocket      |
        | websocket | nothing better |

    @CONN-3
    Scenario Outline: The handshake by <transport> announces the heartbeat
      When a raw client opens a session by <transport>
      Then the handshake announces a ping every 25 seconds and a patience of 60 seconds

      Examples:
        | transport |
        | polling   |
        | websocket |

  Rule: Every transport carries every event

    @CONN-2
    Scenario Outline: A client by <transport> receives whatever happens
      Given Ann connects by <transport>
      And Ann watches the events of Harbour
      And Ann watches the analytics of Harbour
      When one event of each kind happens in Harbour
      Then Ann receives all of it
      And Ann receives an update of Harbour at once
      And Ann receives nothing else

      Examples:
        | transport |
        | websocket |
        | polling   |
        | upgrade   |

    @CONN-2 @EVT-7
    Scenario: Nothing is lost or doubled while the transport changes
      Given Ann connects by polling, her upgrade held back
      And Ann watches the events of Harbour
      When 300 messages are written in Harbour, the upgrade let through midway
      Then Ann has received each message once and in order
      And Ann has moved on to websocket
      And Ann receives nothing else

    @CONN-2 @EVT-7
    Scenario: Clients that arrive in the middle of the traffic miss nothing from their first event on
      When Ann, Ben and Cleo arrive by upgrade while messages are written in Harbour
      Then Ann, Ben and Cleo have received each message since their first once and in order

  Rule: The client is told how its connection stands

    @CONN-6
    Scenario Outline: A client by <transport> is told that it is connected, and that it left
      When Ann connects by <transport>
      Then Ann has a session
      When Ann disconnects
      Then Ann is told the reason "io client disconnect"

      Examples:
        | transport |
        | websocket |
        | polling   |
        | upgrade   |

    @CONN-6
    Scenario Outline: A client by <transport> whose transport closes is told so
      Given Ann connects by <transport>
      When the transport of Ann closes
      Then Ann is told the reason "transport close"

      Examples:
        | transport |
        | websocket |
        | polling   |

  Rule: A lost connection is made again, and its subscriptions are the client's to repeat

    @CONN-7
    Scenario Outline: A client by <transport> whose line was cut comes back with nothing but its token
      Given Ann connects by <transport>
      And Ann watches the events of Harbour
      And Ben connects
      And Ben watches the events of Harbour
      When the line of Ann is cut
      Then Ann comes back with a new session
      When Cleo writes in Harbour
      Then Ben receives the message
      And Ann receives nothing else
      When Ann watches the events of Harbour
      And Cleo writes in Harbour
      Then Ann and Ben receive the message

      Examples:
        | transport |
        | websocket |
        | polling   |
        | upgrade   |

  Rule: A heartbeat shows who is still there

    @CONN-4 @slow
    Scenario Outline: A client by <transport> that answers stays
      Given a raw client opens a session by <transport>
      And the raw client presents a good token of Ann
      And the raw client is accepted
      And the raw client asks for every room of Harbour
      When an interval and the patience of the heartbeat have passed
      Then the raw client was pinged every 25 seconds
      And the raw client is still open
      When Cleo writes in Harbour
      Then the raw client receives the message

      Examples:
        | transport |
        | websocket |
        | polling   |

    @CONN-4 @slow
    Scenario: A client by websocket that falls silent is dropped, and no one else
      Given Ben connects
      And a raw client opens a session by websocket
      And the raw client presents a good token of Ann
      And the raw client is accepted
      When the raw client falls silent
      Then the raw client is closed between 60 and 87 seconds after its last packet
      And Ben is still connected

    @CONN-4 @slow
    Scenario: A client by polling that falls silent is waited for
      Given a raw client opens a session by polling
      And the raw client presents a good token of Ann
      And the raw client is accepted
      When the raw client falls silent
      Then its session is still known after 60 seconds

    @CONN-4 @slow
    Scenario: A client by polling that stays silent is dropped
      Given a raw client opens a session by polling
      And the raw client presents a good token of Ann
      And the raw client is accepted
      When the raw client falls silent
      Then its session is no longer known after 87 seconds

    @CONN-4 @slow
    Scenario Outline: A client that falls silent while it moves to websocket <moment> is dropped
      Given a raw client opens a session by polling
      And the raw client presents a good token of Ann
      And the raw client is accepted
      When the raw client moves to websocket <moment>, and falls silent half way
      Then its session is no longer known after 87 seconds

      Examples:
        | moment                       |
        | at once                      |
        | shortly before the heartbeat |

    @CONN-4 @slow
    Scenario: A client that moves to websocket with a ping unanswered, and falls silent, is dropped
      Given a raw client opens a session by polling
      And the raw client presents a good token of Ann
      And the raw client is accepted
      When the raw client leaves a ping unanswered, moves to websocket and falls silent
      Then the raw client is closed within 87 seconds of its last packet

  Rule: Who does not connect to the main namespace is no client

    @CONN-9 @slow
    Scenario Outline: A session by <transport> that never connects is ended
      When a raw client opens a session by <transport>
      Then the raw client is closed within 60 seconds

      Examples:
        | transport |
        | websocket |
        | polling   |

    @CONN-9
    Scenario Outline: A namespace that does not exist is nowhere to listen, by <transport>
      Given Ben connects
      And Ben watches the events of Harbour
      And a raw client opens a session by <transport>
      When the raw client presents a good token of Ann to a namespace that does not exist
      Then the raw client is told that there is no such namespace
      When the raw client asks for the events of Harbour in that namespace
      And Cleo writes in Harbour
      Then Ben receives the message
      And no message reaches the raw client

      Examples:
        | transport |
        | websocket |
        | polling   |

  Rule: Nonsense is answered as the protocol has it, and concerns no one else

    @CONN-10
    Scenario Outline: A request with <nonsense>
      Given Ben connects
      And Ben watches the events of Harbour
      When somebody asks with <nonsense>
      Then the answer is an error of the protocol, with a code and a message
      When Cleo writes in Harbour
      Then Ben receives the message

      Examples:
        | nonsense                        |
        | an unknown session              |
        | a packet for an unknown session |
        | an unknown transport            |
        | no transport                    |
        | protocol version 3              |
        | protocol version 5              |
        | a packet before any session     |

    @CONN-10
    Scenario Outline: A websocket with <nonsense>
      Then a websocket with <nonsense> is refused or closed

      Examples:
        | nonsense             |
        | an unknown session   |
        | an unknown transport |
        | protocol version 3   |

    @CONN-10
    Scenario Outline: A client by <transport> that sends <malformed>
      Given Ben connects
      And Ben watches the events of Harbour
      And a raw client opens a session by <transport>
      And the raw client presents a good token of Ann
      And the raw client is accepted
      When the raw client sends <malformed>
      Then the raw client is refused or closed
      When Cleo writes in Harbour
      Then Ben receives the message

      Examples:
        | malformed                       | transport |
        | a packet of unknown type        | websocket |
        | a packet of unknown type        | polling   |
        | a message of unknown type       | websocket |
        | a message of unknown type       | polling   |
        | an event that is no JSON        | websocket |
        | an event that is no JSON        | polling   |
        | an event that is no list        | websocket |
        | an event whose name is a list   | websocket |

  Rule: A packet has a largest size, which the client is told

    @CONN-11
    Scenario Outline: A packet by <transport> that is just too large
      Given Ben connects
      And Ben watches the events of Harbour
      And a raw client opens a session by <transport>
      And the raw client presents a good token of Ann
      And the raw client is accepted
      Then the handshake announces how large a packet may be
      When the raw client asks for the events of Harbour in a packet that is just too large
      Then the packet was refused, or the raw client is closed
      When Cleo writes in Harbour
      Then Ben receives the message
      And no message reaches the raw client

      Examples:
        | transport |
        | websocket |
        | polling   |

    @CONN-11
    Scenario Outline: A packet by <transport> that is as large as may be
      Given a raw client opens a session by <transport>
      And the raw client presents a good token of Ann
      And the raw client is accepted
      When the raw client asks for the events of Harbour in a packet that is as large as may be
      And Cleo writes in Harbour
      Then the raw client receives the message

      Examples:
        | transport |
        | websocket |
        | polling   |
