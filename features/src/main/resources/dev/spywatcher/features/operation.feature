Feature: Operation
  How the service is run: certificates, origins, and an end that is kind to clients.

  Rule: With a certificate the service speaks TLS, and nothing else there

    @CONN-5
    Scenario: Clients connect by TLS on every transport, and receive what happens
      Given a service that has a certificate
      And the guild Harbour with the members Ann, Ben and Cleo
      And Ann connects by websocket
      And Ben connects by polling
      And Ann's phone connects by upgrade
      And Ann, Ben and Ann's phone watch the events of Harbour
      When Cleo writes in Harbour
      Then Ann, Ben and Ann's phone receive the message
      And a plain client by polling gets no session there
      And a plain client by websocket gets no session there

  Rule: A browser is let in from configured origins alone

    @CONN-8
    Scenario Outline: A <request> from <origin>
      Given a service whose list of origins is known
      When a page of <origin> sends a <request>
      Then it is told that its own origin is welcome, with credentials

      Examples:
        | origin                   | request   |
        | the first allowed origin | GET       |
        | the first allowed origin | POST      |
        | the first allowed origin | preflight |
        | the last allowed origin  | GET       |
        | the last allowed origin  | POST      |
        | the last allowed origin  | preflight |

    @CONN-8
    Scenario Outline: A <request> from <origin> is not for that page to read
      Given a service whose list of origins is known
      When a page of <origin> sends a <request>
      Then it is not told that its origin is welcome

      Examples:
        | origin                                   | request   |
        | an origin that is not allowed            | GET       |
        | an origin that is not allowed            | preflight |
        | an origin that begins like an allowed one | GET       |
        | an origin that begins like an allowed one | preflight |
        | an allowed origin on another port        | GET       |
        | no origin at all                         | GET       |
        | no origin at all                         | preflight |

  Rule: A shutdown is clean

    @CONN-12 @reference-process
    Scenario: Clients are told, newcomers are sent away, and it is over soon
      Given a server is started
      And guests are connected to it by websocket and by polling
      And a raw client opens a session by polling
      And the raw client falls silent
      When it is told to shut down, while others go on asking to be let in
      Then the guests were told of a clean end
      And they were refused with 503
      And it has ended within 10 seconds

  Rule: Who may see what is never taken for granted

    @SUB-13 @slow @reference-process
    Scenario: While Discord cannot be asked, nobody is let into a room
      Given a server whose bot is logged in to a Discord
      And the guild Harbour with the members Ann, Ben and Cleo
      And Ann and Ben connect
      And Ben watches the events of Harbour
      And Cleo writes in Harbour
      And Ben receives the message
      When Discord is out of order
      And Ann watches the events of Harbour
      Then Ann is told the error "Authorization temporarily unavailable"
      When Cleo writes in Harbour
      Then Ben receives the message
      And Ann receives nothing else
      When a minute of quiet passes
      And Ben watches the analytics of Harbour
      Then Ben is told the error "Authorization temporarily unavailable"
      And Ann and Ben are still connected
      When Discord is in order again
      And Ann watches the events of Harbour
      And Cleo writes in Harbour
      Then Ann and Ben receive the message
