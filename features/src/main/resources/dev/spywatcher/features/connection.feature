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
