from khmertext.cli import main  # pragma: no cover - run as a process by the tests

raise SystemExit(main())  # pragma: no cover
